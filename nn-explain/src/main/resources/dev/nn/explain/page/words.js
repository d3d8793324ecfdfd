"use strict";
// What equations mean, in words for someone who sees them for the first time.

const PASSES = {
  forward: {
    number: 1, title: "Forward", what: "from the input to the cost C",
    text: "The numbers of one example go in on the left. Layer by layer they are multiplied by weights, added up and bent by a function, until the network answers. The cost C says how wrong the answer is.",
  },
  backward: {
    number: 2, title: "Backward", what: "from the cost back to every weight",
    text: "Which weights are to blame for C? The chain rule walks the same way back, from the cost to the input, and tells for every number how much C would change if that number changed a little.",
  },
  update: {
    number: 3, title: "Update", what: "a small step that makes C smaller",
    text: "Every weight is moved a little against its gradient: if C grows with the weight, the weight shrinks; if C falls with it, it grows. Then the next step begins, with other examples.",
  },
};

const FUNCTION_WORDS = {
  tanh: "tanh squeezes every number into the range from −1 to 1, without ever jumping.",
  relu: "relu lets positive numbers through and turns negative ones into 0: the unit is on or off.",
  σ: "σ, the sigmoid, squeezes every number into the range from 0 to 1, so that it can be read as a probability.",
  softmax: "softmax turns the numbers into probabilities: all between 0 and 1, together exactly 1. The greatest z gets the greatest share.",
  gelu: "gelu lets positive numbers through and fades negative ones out smoothly.",
};

/** {title, text} for an equation. */
function describe(model, line) {
  const { name, section, functions } = line;
  const of = layerWords(model, line);
  const is = (...each) => each.some((f) => functions.includes(f));
  if (section.pass === "update") return describeUpdate(name);
  if (name.base === "C" && !name.derivative) {
    return { title: "The cost C", text: "One number that says how wrong the answer is: the smaller the better, and 0 would be perfect. Everything that follows is about making it smaller." + costWords(functions) };
  }
  if (section.pass === "forward") return describeForward(line, of, is);
  return describeBackward(model, line, of, is);
}

function layerWords(model, line) {
  const layer = model.network.layers.find((each) => each.path === line.section.path);
  if (!layer) return line.section.path ? `“${line.section.path}”` : "";
  return `layer ${layer.number} (“${layer.path}”)`;
}

function costWords(functions) {
  if (functions.includes("ln")) return " Here it is −ln of the probability that the network gave to the right class: near 0 if it was sure and right, large if it was sure and wrong.";
  if (functions.includes("softplus")) return " Here it is the cross-entropy of a yes-or-no question: small if the probability is near the truth, large if the network was sure and wrong.";
  if (functions.includes("power")) return " Here it is the squared distance between answer and truth.";
  return "";
}

function describeForward({ name, functions }, of, is) {
  if (name.base === "z" && is("convolution")) {
    return { title: `Windows slide over ${of}`, text: "A small window of weights θ is laid on every place of the picture. What lies below is multiplied by the weights and added up, and the bias b is added: one number z for each place. The same few weights look everywhere." };
  }
  if (name.base === "z") {
    return { title: `Weighted sums of ${of}`, text: "Each unit adds up what reaches it: every number from the layer before, times the weight θ of that connection, plus the unit's own bias b. The sum is called z." };
  }
  if (is("indicator") && name.base === "a") {
    return { title: `Chance in ${of}`, text: "While training, some numbers are thrown away at random, those that stay are made a little larger to make up for it. The network cannot lean on a single unit; in use nothing is thrown away." };
  }
  if (functions.length === 1 && functions[0] === "gather") {
    return { title: `Look-up in ${of}`, text: "Each word or sign has a row of numbers in a table that is trained too. Here the rows are picked." };
  }
  if (functions.some((f) => f.startsWith("random"))) {
    return { title: `Chance in ${of}`, text: "Random numbers, drawn anew in every step. What they decide, the next equations say." };
  }
  if (name.base === "a") {
    const known = Object.keys(FUNCTION_WORDS).find((f) => functions.includes(f));
    return { title: `Activations of ${of}`, text: (known ? FUNCTION_WORDS[known] + " " : "") + "The results are called activations, a: what the layer tells the next one." };
  }
  if (name.base === "P" && is("softmax")) {
    return { title: `Who looks at whom in ${of}`, text: "Every place of the sequence asks (Q) and every place answers with a key (K). Where question and key point the same way, their product is large; softmax makes shares of them that add up to 1. A row says how much its place takes from each of the others." };
  }
  const parts = { Q: "the question that each place of the sequence asks", K: "the key by which each place of the sequence is found", V: "what each place of the sequence passes on if it is found" };
  if (parts[name.base]) {
    return { title: `${name.base} of ${of}`, text: `${name.base} holds ${parts[name.base]}, for each of the attention's heads.` };
  }
  return { title: `A step inside ${of || "the cost"}`, text: "An intermediate result that is used more than once, so it has a name of its own." };
}

function describeBackward(model, { name, functions, uses, ways }, of, is) {
  const several = ways.length > 1 ? " It is used in several places; the changes on all ways into C add up." : "";
  if (name.base === "δ") {
    const output = is("one_hot");
    const how = output
      ? "At the output it is simply what the network said minus what would have been right. A positive δ says: this was too large."
      : uses.some((ref) => (model.names[ref] || {}).kind === "gradient")
        ? "It is what flows back into the unit, times the slope of its activation function: where the function is flat, nothing gets through."
        : "";
    return { title: `Error δ of ${of}`, text: `δ says how much the cost C would change if z changed a little. ${how}${several}` };
  }
  if (name.derivative && name.base === "b") {
    return { title: `Gradient of the biases of ${of}`, text: "A bias is added to z as it is, so C changes with it exactly as with z: its gradient is δ" + (is("sum") ? ", added up over all places where the bias was used." : ".") };
  }
  if (name.derivative && ["θ", "U", "E", "γ", "β"].includes(name.base)) {
    return { title: `Gradient of ${name.base} of ${of}`, text: is("product")
      ? "How much would C change if one weight changed a little? A weight joins two units: what came in on one side (a) times the error on the other side (δ). A connection that carried nothing, or led to a unit without error, need not change."
      : "How much would C change if one of these parameters changed a little? That is what the update needs to know." };
  }
  if (name.derivative && name.base === "a") {
    return { title: `What flows back to ${of}`, text: (is("product") ? "Every unit collects the δ of all units that it feeds, each times the weight of the connection: the same weights as on the way forward, turned round (that is the T)." : "How much C would change if the layer's activations changed a little.") + several };
  }
  return { title: `The chain rule in ${of}`, text: `How much C would change if ${name.text.replace("∂C/∂", "")} changed a little: what flows back from where it is used, times the slope of what was done with it.${several}` };
}

function describeUpdate(name) {
  const plain = name.base.replace("′", "");
  if (name.derivative) return { title: "All gradients in one row", text: "The gradients of all weights and biases, one after the other: the optimizer treats them all alike." };
  if (plain === "m") return { title: "Momentum m", text: "A running mean of the gradients: most of it is what it was before, a little is new. It smooths out what single examples want." };
  if (plain === "v") return { title: "Size of the gradients v", text: "A running mean of the squared gradients: how large they usually are. Weights with small gradients will be given longer steps." };
  if (name.base.includes("′")) return { title: "The step", text: "The new weights: the old ones minus a small step along the gradient. How long the step is says the learning rate." };
  return { title: "The optimizer", text: "Part of the rule by which gradients become steps." };
}

/** A number that was reached by a key, and what lights up with it. */
function spokenRelations(model, { ref, entry }, { from, to }, step) {
  const number = model.number(ref, entry, step);
  const value = number === undefined ? "" : ": " + formatNumber(number);
  return `${entryText(model, ref, entry)}${value}. Computed from ${spokenMarks(model, from)}. Feeds ${spokenMarks(model, to)}.`;
}

/** Marked entries, by value: which, if they are few, else how many. */
function spokenMarks(model, marks) {
  const few = 3;
  const parts = [];
  for (const [ref, set] of marks.sets) {
    const count = marks.count(ref);
    const name = model.names[ref].spoken;
    if (count === set.length) parts.push(count === 1 ? name : `all ${count} of ${name}`);
    else if (count > few) parts.push(`${count} of ${set.length} of ${name}`);
    else for (let at = set.indexOf(1); at >= 0; at = set.indexOf(1, at + 1)) parts.push(entryText(model, ref, at));
  }
  return parts.length ? parts.join("; ") : "nothing here";
}

/** The glossary: symbol, how it is called, meaning, and which names it stands for. */
const GLOSSARY = [
  { symbol: "<var>a</var><sup>l</sup>", title: "activation", test: (n) => n.base === "a" && !n.derivative, text: "What layer l gives out and the next layer takes in. a⁰ is the input itself." },
  { symbol: "<var>z</var><sup>l</sup>", title: "weighted input", test: (n) => n.base === "z", text: "The sum of everything that reaches a unit of layer l, before its activation function." },
  { symbol: "<var>θ</var><sup>l</sup>", title: "weights", test: (n) => n.base.startsWith("θ") && !n.derivative, text: "The numbers that are learned: θ¹₂,₃ is the weight from the second number that layer 1 takes in to its third unit. θ without a number means all parameters, one after the other." },
  { symbol: "<var>b</var><sup>l</sup>", title: "biases", test: (n) => n.base === "b" && !n.derivative, text: "One learned number for each unit, which is always added." },
  { symbol: "<var>y</var>", title: "truth", test: (n) => n.base === "y", text: "The right answer, as the data have it. Classes are numbered from 0." },
  { symbol: "<var>C</var>", title: "cost", test: (n) => n.base === "C" && !n.derivative, text: "One number that says how wrong the network's answer is. Training makes it smaller." },
  { symbol: "<var>δ</var><sup>l</sup>", title: "error of a layer", test: (n) => n.base === "δ", text: "∂C/∂z of layer l: how much C would change if z changed a little." },
  { symbol: "∂C/∂<var>x</var>", title: "gradient", test: (n) => n.derivative, text: "How much C would change if x changed a little, everything else left alone: 0.5 says that C grows half as fast as x." },
  { symbol: "<var>η</var>, <var>α</var>", title: "learning rate", test: (n) => n.base === "η" || n.base === "α", text: "How long the steps of the update are. Too long: it jumps about; too short: it takes for ever." },
  { symbol: "<var>m</var>, <var>v</var>", title: "the optimizer's memory", test: (n) => /^[mv]′?$/.test(n.base), text: "Running means of the gradients and of their squares. A stroke (m′) means: the next value." },
  { symbol: "<var>r</var>", title: "random numbers", test: (n) => n.base === "r", text: "Drawn anew in every step, by layers such as dropout." },
];

/** Signs that are not values. */
const SIGN_WORDS = [
  ["product", "<var>a θ</var>", "matrix product", "Each row of the left times each column of the right, entry by entry, added up."],
  ["hadamard", "⊙", "element by element", "Numbers at the same place are multiplied."],
  ["transpose", "θ<sup>T</sup>", "transposed", "Rows and columns change places."],
  ["sum", "∑", "sum", "Everything in the brackets added up; the words below say along which axis."],
  ["mean", "mean", "mean", "The sum divided by how many there are."],
  ["one_hot", "one hot", "one hot", "A row of zeros with a 1 at the place of the class."],
  ["convolution", "convolution", "convolution", "A small window of weights slides over a picture."],
  ["indicator", "[x &gt; 0]", "indicator", "1 where it is true, 0 elsewhere."],
  ["concat", "concat", "concatenate", "Put one after the other."],
];
