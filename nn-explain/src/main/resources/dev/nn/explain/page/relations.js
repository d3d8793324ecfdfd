"use strict";
// Which numbers a number was computed from, and which it feeds: the chain rule made visible.

/** Sets of entries, by value. */
class Marks {
  constructor(model) {
    this.model = model;
    this.sets = new Map();
    this.rough = false;
  }

  /** Returns whether it was new. */
  add(ref, entry) {
    let set = this.sets.get(ref);
    if (!set) this.sets.set(ref, (set = new Uint8Array(this.model.size(ref))));
    if (entry < 0) {
      const isNew = set.includes(0);
      set.fill(1);
      return isNew;
    }
    const isNew = set[entry] === 0;
    set[entry] = 1;
    return isNew;
  }

  has(ref, entry) {
    const set = this.sets.get(ref);
    return set !== undefined && set[entry] === 1;
  }

  hasAny(ref) {
    return this.sets.has(ref);
  }

  /** All marked entries: [ref, entry] pairs, at most so many. */
  list(most) {
    const entries = [];
    for (const [ref, set] of this.sets) {
      for (let i = 0; i < set.length; i++) {
        if (set[i]) {
          if (entries.length === most) return entries;
          entries.push([ref, i]);
        }
      }
    }
    return entries;
  }

  total() {
    let total = 0;
    for (const set of this.sets.values()) for (const each of set) total += each;
    return total;
  }
}

/** Relations between entries of values that have a name. */
class Relations {
  /** More work than this is not done for one number; then whole values count as related, and marks are rough. */
  static NEAR = 1.5e6;

  static FAR = 3e5;

  constructor(model, arithmetic) {
    this.model = model;
    this.arithmetic = arithmetic;
    this.order = [];
    this.inputs = new Map();
    this.users = new Map();
    const visit = (ref) => {
      if (this.inputs.has(ref)) return;
      const found = new Set();
      this.inputs.set(ref, found);
      if (this.model.graph[ref]) this.findInputs(ref, found, new Set());
      for (const input of found) {
        visit(input);
        if (!this.users.has(input)) this.users.set(input, []);
        this.users.get(input).push(ref);
      }
      this.order.push(ref);
    };
    model.lines.forEach((line) => visit(line.ref));
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
    if (node) this.walk(node, entry, use);
  }

  walk(node, entry, use) {
    this.work++;
    const shapes = node.inputs.map((input) => this.model.shape(input));
    const number = (input, at) => this.model.number(node.inputs[input], at, this.arithmetic.step);
    const known = eachSource(node, shapes, entry, number, (input, at) => this.meet(node.inputs[input], at, use));
    if (!known) node.inputs.forEach((input) => this.meetAll(input, use));
  }

  meet(ref, entry, use) {
    this.work++;
    if (this.model.names[ref]) use(this.model.ref(ref), entry);
    else if (this.model.graph[ref]) this.walk(this.model.graph[ref], entry, use);
  }

  meetAll(ref, use) {
    if (this.model.names[ref]) use(this.model.ref(ref), -1);
    else if (this.model.graph[ref]) this.model.graph[ref].inputs.forEach((input) => this.meetAll(input, use));
  }

  /** What an entry is made of directly. */
  from(ref, entry) {
    this.work = 0;
    const marks = new Marks(this.model);
    this.eachInput(ref, entry, (input, at) => marks.add(input, at));
    return marks;
  }

  /** What is made of an entry directly. */
  to(ref, entry) {
    this.work = 0;
    this.limit = Relations.NEAR;
    const marks = new Marks(this.model);
    for (const user of this.users.get(ref) || []) {
      this.markUsers(user, (input, at) => input === ref && (at === entry || at < 0), marks);
    }
    return marks;
  }

  /** What an entry is made of, what that is made of, and so on. */
  upstream(ref, entry) {
    this.work = 0;
    this.limit = Relations.FAR;
    const marks = new Marks(this.model);
    marks.add(ref, entry);
    for (let i = this.order.indexOf(ref); i >= 0; i--) {
      const value = this.order[i];
      const set = marks.sets.get(value);
      if (!set) continue;
      if (this.work > this.limit) {
        this.inputs.get(value).forEach((input) => marks.add(input, -1));
        continue;
      }
      for (let at = 0; at < set.length; at++) {
        if (set[at]) this.eachInput(value, at, (input, k) => marks.add(input, k));
      }
    }
    marks.sets.get(ref)[entry] = 0;
    return marks;
  }

  /** What is made of an entry, what is made of that, and so on. */
  downstream(ref, entry) {
    this.work = 0;
    this.limit = Relations.FAR;
    const marks = new Marks(this.model);
    marks.add(ref, entry);
    for (const value of this.order) {
      if ([...this.inputs.get(value)].some((input) => marks.hasAny(input))) {
        this.markUsers(value, (input, at) => (at < 0 ? marks.hasAny(input) : marks.has(input, at)), marks);
      }
    }
    marks.sets.get(ref)[entry] = 0;
    return marks;
  }

  /** Marks the entries of a value that are made of chosen entries. */
  markUsers(value, chosen, marks) {
    const size = this.model.size(value);
    for (let at = 0; at < size; at++) {
      if (this.work > this.limit) {
        marks.add(value, -1);
        marks.rough = true;
        return;
      }
      let met = false;
      this.eachInput(value, at, (input, k) => {
        met = met || chosen(input, k);
      });
      if (met) marks.add(value, at);
    }
  }
}
