"use strict";
// Which numbers a number was computed from, and which it feeds: the chain rule made visible.

/** Sets of entries, by value. */
class Marks {
  constructor(model) {
    this.model = model;
    this.sets = new Map();
    this.counts = new Map();
    this.rough = false;
  }

  /** @param entry −1 for all of them */
  add(ref, entry) {
    let set = this.sets.get(ref);
    if (!set) {
      this.sets.set(ref, (set = new Uint8Array(this.model.size(ref))));
      this.counts.set(ref, 0);
    }
    if (entry < 0) {
      set.fill(1);
      this.counts.set(ref, set.length);
    } else if (set[entry] === 0) {
      set[entry] = 1;
      this.counts.set(ref, this.count(ref) + 1);
    }
  }

  remove(ref, entry) {
    this.sets.get(ref)[entry] = 0;
    this.counts.set(ref, this.count(ref) - 1);
  }

  has(ref, entry) {
    const set = this.sets.get(ref);
    return set !== undefined && set[entry] === 1;
  }

  count(ref) {
    return this.counts.get(ref) || 0;
  }

  hasAll(ref) {
    return this.sets.has(ref) && this.count(ref) === this.sets.get(ref).length;
  }

  /** All marked entries: [ref, entry] pairs, at most so many. */
  list(most) {
    const entries = [];
    for (const [ref, set] of this.sets) {
      for (let i = set.indexOf(1); i >= 0; i = set.indexOf(1, i + 1)) {
        if (entries.length === most) return entries;
        entries.push([ref, i]);
      }
    }
    return entries;
  }

  total() {
    let total = 0;
    for (const count of this.counts.values()) total += count;
    return total;
  }
}

/** Relations between entries of values that have a name. */
class Relations {
  /** More work than this is not done for one number; then whole values count as related, and marks are rough. */
  static MOST = 1e6;

  /** So much is done without a pause. */
  static SLICE = 5e3;

  constructor(model, arithmetic) {
    this.model = model;
    this.arithmetic = arithmetic;
    this.order = [];
    this.inputs = new Map();
    this.users = new Map();
    this.findConsumers();
    const visit = (ref) => {
      if (this.inputs.has(ref)) return;
      const found = new Set();
      this.inputs.set(ref, found);
      if (model.graph[ref]) this.findInputs(ref, found, new Set());
      for (const input of found) {
        visit(input);
        if (!this.users.has(input)) this.users.set(input, []);
        this.users.get(input).push(ref);
      }
      this.order.push(ref);
    };
    model.lines.forEach((line) => visit(line.ref));
  }

  /** The nodes that read a value, named or not, and as which of their inputs. */
  findConsumers() {
    this.consumers = new Map();
    for (const [key, node] of Object.entries(this.model.graph)) {
      node.inputs.forEach((input, place) => {
        const ref = this.model.ref(input);
        if (!this.consumers.has(ref)) this.consumers.set(ref, []);
        this.consumers.get(ref).push([key, place]);
      });
    }
  }

  /** The values with a name that go into a value. */
  findInputs(ref, found, seen) {
    for (const input of this.model.graph[ref].inputs) {
      if (this.model.names[input]) found.add(this.model.ref(input));
      else if (this.model.graph[input] && !seen.has(input)) {
        seen.add(input);
        this.findInputs(input, found, seen);
      }
    }
  }

  /** Calls use(ref, entry) for what one entry is made of directly; entry −1 means all of it. */
  eachInput(ref, entry, use) {
    const node = this.model.graph[ref];
    if (!node) return;
    this.work++;
    const number = (input, at) => this.arithmetic.number(node.inputs[input], at);
    const known = entry >= 0 && eachSource(node, this.model.inputShapes(node), entry, number, (input, at) => this.meet(node.inputs[input], at, use));
    if (!known) node.inputs.forEach((input) => this.meet(input, -1, use));
  }

  meet(ref, entry, use) {
    this.work++;
    if (this.model.names[ref]) use(this.model.ref(ref), entry);
    else this.eachInput(ref, entry, use);
  }

  /** Calls use(ref, entry) for what is made of one entry directly; entry −1 means all of it. */
  eachUser(ref, entry, use) {
    for (const [key, place] of this.consumers.get(ref) || []) {
      const node = this.model.graph[key];
      const number = (input, at) => this.arithmetic.number(node.inputs[input], at);
      const known = entry >= 0 && eachTarget(node, this.model.inputShapes(node), place, entry, number, (at) => this.reach(key, at, use));
      if (!known) this.reach(key, -1, use);
    }
  }

  reach(key, entry, use) {
    this.work++;
    if (this.model.names[key]) use(this.model.ref(key), entry);
    else this.eachUser(key, entry, use);
  }

  /** What an entry is made of directly. */
  from(ref, entry) {
    const marks = new Marks(this.model);
    this.eachInput(ref, entry, (input, at) => marks.add(input, at));
    return marks;
  }

  /** What is made of an entry directly. */
  to(ref, entry) {
    const marks = new Marks(this.model);
    this.eachUser(ref, entry, (user, at) => marks.add(user, at));
    return marks;
  }

  /** What an entry is made of, what that is made of, and so on: a generator, as {@link #follow}. */
  upstream(ref, entry) {
    const back = this.order.slice(0, this.order.indexOf(ref) + 1).reverse();
    return this.follow(ref, entry, back, this.inputs, (value, at, use) => this.eachInput(value, at, use));
  }

  /** What is made of an entry, what is made of that, and so on: a generator, as {@link #follow}. */
  downstream(ref, entry) {
    return this.follow(ref, entry, this.order, this.users, (value, at, use) => this.eachUser(value, at, use));
  }

  /**
   * Yields now and then, so that a page can do other things in between; returns the marks.
   *
   * @param order in which all that leads to a value comes before it
   * @param next values that lie one step on
   */
  *follow(ref, entry, order, next, each) {
    let work = 0;
    const marks = new Marks(this.model);
    marks.add(ref, entry);
    for (const value of order) {
      const set = marks.sets.get(value);
      const open = set && [...(next.get(value) || [])];
      if (!open) continue;
      const isDone = () => open.every((other) => marks.hasAll(other));
      for (let at = set.indexOf(1); at >= 0 && !isDone(); at = set.indexOf(1, at + 1)) {
        if (work > Relations.MOST) {
          open.forEach((other) => marks.add(other, -1));
          marks.rough = true;
          continue;
        }
        this.work = 0;
        each(value, at, (other, k) => marks.add(other, k));
        work += this.work;
        if (work % Relations.SLICE < this.work) yield;
      }
    }
    marks.remove(ref, entry);
    return marks;
  }
}
