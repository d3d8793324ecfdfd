"use strict";
// All equations in order, each with a small picture of its value that fills as it is computed.

class Outline {
  constructor(app, element) {
    this.app = app;
    this.element = element;
    this.items = [];
    this.write();
    this.watch();
    element.addEventListener("click", (event) => {
      const item = event.target.closest("[data-place]");
      if (item) app.go(Number(item.dataset.place));
    });
  }

  write() {
    const { model } = this.app;
    const given = model.given.filter((ref) => ["input", "parameter"].includes(model.names[ref].kind));
    this.group("Given", "start", [{ title: "inputs and parameters", refs: given }]);
    for (const [pass, { title, number }] of Object.entries(PASSES)) {
      const sections = model.sections.filter((section) => section.pass === pass);
      if (sections.length) this.group(`${number} ${title}`, pass, sections);
    }
  }

  group(title, name, sections) {
    const group = document.createElement("div");
    group.className = "group " + name;
    group.innerHTML = `<h2>${title}</h2>`;
    for (const section of sections) {
      const count = (section.refs || section.lines).length;
      const many = count > 14 || Boolean(section.event);
      const box = document.createElement(many ? "details" : "div");
      const heading = section.title || [section.number, section.path].filter(Boolean).join(" ");
      box.innerHTML = many ? `<summary>${escapeHtml(heading)} <small>${count}</small></summary>` : `<h3>${escapeHtml(heading)}</h3>`;
      const list = document.createElement("ul");
      (section.refs || section.lines).forEach((each) => list.append(this.item(each)));
      box.append(list);
      group.append(box);
    }
    this.element.append(group);
  }

  /** @param each a line, or a value that is given */
  item(each) {
    const { model } = this.app;
    const isLine = typeof each !== "string";
    const ref = isLine ? each.ref : each;
    const entry = document.createElement("li");
    const name = isLine ? each.name : model.names[ref];
    entry.innerHTML = isLine
      ? `<button data-place="${each.place}" aria-label="${escapeHtml(each.spoken)}"><span class="formula">${nameHtml(name)}<span class="rest">${escapeHtml(each.text.slice(each.text.indexOf(" = ")))}</span></span><canvas aria-hidden="true"></canvas></button>`
      : `<span class="given" title="${escapeHtml(name.spoken)}"><span class="formula">${nameHtml(name)} <small>${formatShape(model.shape(ref))}</small></span><canvas aria-hidden="true"></canvas></span>`;
    this.items.push({ ref, line: isLine ? each : null, element: entry, canvas: entry.querySelector("canvas"), isVisible: false });
    return entry;
  }

  update(changed) {
    const { state } = this.app;
    for (const item of this.items) {
      if (changed.at && item.line) this.mark(item, item.line.place - state.at);
      if (changed.theme || changed.step) item.pixels = item.painted = undefined;
      if (item.isVisible) this.paint(item);
    }
  }

  mark(item, ahead) {
    item.element.classList.toggle("current", ahead === 0);
    item.element.classList.toggle("unknown", ahead > 0);
    const button = item.element.querySelector("button");
    if (ahead === 0) {
      button.setAttribute("aria-current", "step");
      this.reveal(item.element);
    } else {
      button.removeAttribute("aria-current");
    }
  }

  /** Pictures are painted when they come into sight: there may be very many. */
  watch() {
    const byElement = new Map(this.items.map((item) => [item.element, item]));
    const observer = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) {
        const item = byElement.get(target);
        item.isVisible = isIntersecting;
        if (isIntersecting) this.paint(item);
      }
    }, { rootMargin: "100px" });
    this.items.forEach((item) => observer.observe(item.element));
  }

  reveal(element) {
    const details = element.closest("details");
    if (details && (!this.app.line.section.event || this.app.state.formulas)) details.open = true;
    const box = this.element;
    if (box.scrollHeight <= box.clientHeight) return;
    const top = element.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    if (top < box.scrollTop + 60 || top > box.scrollTop + box.clientHeight - 90) {
      box.scrollTo({ top: top - box.clientHeight / 3, behavior: calm() ? "auto" : "smooth" });
    }
  }

  paint(item) {
    const known = this.app.isKnown(item.ref);
    const lit = known ? this.app.litIn(item.ref) : undefined;
    const kind = !lit ? "" : lit.any ? "lit" : "dim";
    item.element.classList.toggle("dim", kind === "dim");
    item.element.classList.toggle("lit", kind === "lit");
    const key = known + (kind === "lit" ? "lit" : "");
    if (item.painted === key && kind !== "lit") return;
    item.painted = key;
    const value = known ? this.app.model.value(item.ref, this.app.state.step) : undefined;
    paintThumbnail(item, this.app.model, value, kind === "lit" ? lit : undefined);
  }
}

const THUMBNAIL = { width: 96, height: 30, marks: 1000 };

/** A value on a few pixels. Of entries that are directly related none is lost: each is at least three pixels wide. */
function paintThumbnail(item, model, value, lit) {
  const { canvas, ref } = item;
  const ratio = 2;
  canvas.width = THUMBNAIL.width * ratio;
  canvas.height = THUMBNAIL.height * ratio;
  if (!value || !(value.numbers || value.picture)) return;
  const context = canvas.getContext("2d");
  const style = getComputedStyle(document.documentElement);
  const layout = new Layout(model.shape(ref), value);
  if (!item.pixels) {
    item.pixels = document.createElement("canvas");
    paintPixels(item.pixels, layout, value, paletteOf(model, ref));
  }
  const width = Math.min(canvas.width, layout.columns * 24), height = Math.min(canvas.height, layout.rows * 24);
  const top = Math.floor((canvas.height - height) / 2), left = canvas.width - width;
  context.imageSmoothingEnabled = layout.columns > width || layout.rows > height;
  context.globalAlpha = lit ? 0.22 : 1;
  context.drawImage(item.pixels, left, top, width, height);
  context.strokeStyle = style.getPropertyValue("--line");
  context.lineWidth = 2;
  context.strokeRect(left + 1, top + 1, width - 2, height - 2);
  if (!lit) return;
  context.globalAlpha = 1;
  const chosen = document.createElement("canvas");
  const near = litPixels(chosen, layout, item.pixels, lit, THUMBNAIL.marks);
  context.drawImage(chosen, left, top, width, height);
  for (const [place, how] of near) {
    const column = place % layout.columns, row = Math.floor(place / layout.columns);
    context.fillStyle = style.getPropertyValue("--" + how);
    context.fillRect(left + (column * width) / layout.columns, top + (row * height) / layout.rows, Math.max(3, width / layout.columns), Math.max(3, height / layout.rows));
  }
}

/** Whether the reader has asked for no movement. */
function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
