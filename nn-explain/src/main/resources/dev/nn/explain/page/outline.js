"use strict";
// All equations in order, each with a small picture of its value that fills as it is computed.

class Outline {
  constructor(app, element) {
    this.app = app;
    this.element = element;
    this.items = [];
    this.write();
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
      const many = count > 14;
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
    this.items.push({ ref, line: isLine ? each : null, element: entry, canvas: entry.querySelector("canvas"), painted: "" });
    return entry;
  }

  update(changed) {
    const { state } = this.app;
    for (const item of this.items) {
      if (changed.at && item.line) {
        const current = item.line.place === state.at;
        item.element.classList.toggle("current", current);
        item.element.classList.toggle("unknown", item.line.place > state.at);
        const button = item.element.querySelector("button");
        if (current) button.setAttribute("aria-current", "step");
        else button.removeAttribute("aria-current");
        if (current) this.reveal(item.element);
      }
      if (changed.theme || changed.step) item.painted = "";
      this.paint(item);
    }
  }

  reveal(element) {
    const details = element.closest("details");
    if (details) details.open = true;
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
    const key = known + (kind === "lit" ? "lit" + Math.random() : "");
    if (item.painted === key) return;
    item.painted = key;
    const value = known ? this.app.model.value(item.ref, this.app.state.step) : undefined;
    paintThumbnail(item.canvas, this.app.model, item.ref, value, kind === "lit" ? lit : undefined);
  }
}

const THUMBNAIL = { width: 96, height: 30 };

/** A value on a few pixels. Of lit entries none is lost: a pixel for several entries shows the one that is lit. */
function paintThumbnail(canvas, model, ref, value, lit) {
  const ratio = 2;
  canvas.width = THUMBNAIL.width * ratio;
  canvas.height = THUMBNAIL.height * ratio;
  const context = canvas.getContext("2d");
  if (!value) return;
  const palette = paletteOf(model, ref);
  if (!value.numbers) {
    if (!value.picture) return;
    const small = document.createElement("canvas");
    paintPicture(small, value, palette);
    context.imageSmoothingEnabled = false;
    context.drawImage(small, 0, 0, canvas.width, canvas.height);
    return;
  }
  const mosaic = mosaicOf(model.shape(ref));
  const rows = mosaic.down * mosaic.height, columns = mosaic.across * mosaic.width;
  const width = Math.min(canvas.width, columns * 24), height = Math.min(canvas.height, rows * 24);
  const greatest = Math.max(Math.abs(value.least), Math.abs(value.greatest)) || 1;
  const style = getComputedStyle(document.documentElement);
  const top = Math.floor((canvas.height - height) / 2), left = canvas.width - width;
  const place = (entry) => {
    const tile = Math.floor(entry / (mosaic.height * mosaic.width)), inside = entry % (mosaic.height * mosaic.width);
    const row = Math.floor(tile / mosaic.across) * mosaic.height + Math.floor(inside / mosaic.width);
    const column = (tile % mosaic.across) * mosaic.width + (inside % mosaic.width);
    const x = Math.floor((column * width) / columns), y = Math.floor((row * height) / rows);
    return [left + x, top + y, Math.max(1, Math.ceil(((column + 1) * width) / columns) - x), Math.max(1, Math.ceil(((row + 1) * height) / rows) - y)];
  };
  context.globalAlpha = lit ? 0.22 : 1;
  const stride = Math.max(1, Math.floor(value.numbers.length / 20000));
  for (let entry = 0; entry < value.numbers.length; entry += stride) {
    context.fillStyle = palette.css(value.numbers[entry] / greatest);
    context.fillRect(...place(entry));
  }
  context.strokeStyle = style.getPropertyValue("--line");
  context.lineWidth = 2;
  context.strokeRect(left + 1, top + 1, width - 2, height - 2);
  if (!lit) return;
  context.globalAlpha = 1;
  for (const wanted of ["far", "to", "from", "self"]) {
    for (let entry = 0; entry < value.numbers.length; entry++) {
      if (lit.of(entry) !== wanted) continue;
      const [x, y, w, h] = place(entry);
      context.fillStyle = wanted === "far" ? palette.css(value.numbers[entry] / greatest) : style.getPropertyValue("--" + wanted);
      context.fillRect(x, y, Math.max(w, wanted === "far" ? 1 : 3), Math.max(h, wanted === "far" ? 1 : 3));
    }
  }
}

/** Whether the reader has asked for no movement. */
function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
