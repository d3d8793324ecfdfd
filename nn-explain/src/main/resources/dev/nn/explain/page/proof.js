"use strict";
// The chain rule put to the test: one entry of a parameter is moved a little, and C computed anew.

/** So many entries that were tested are listed. */
const TESTED = 12;

/** In float32, numbers that are added to others of a million times their size are lost. */
const ROUNDED = 1e-6;

/** The tests of ∂C/∂θ at the current step, the greatest entry first: {entry, epsilon, gradient, difference, …}; none if there were none. */
function proofsOf(app, path) {
  const first = (app.model.steps[app.state.step].proofs || {})[path];
  if (!first) return [];
  if (!first.all) first.all = [first, ...(first.others ? unpackedProofs(first.others) : [])];
  return first.all;
}

function unpackedProofs(others) {
  const [entries, epsilons, gradients, differences, errors] =
    ["entries", "epsilons", "gradients", "differences", "relative_errors"].map((column) => decode(others[column]).numbers);
  const proofs = Array.from(entries, (entry, i) => ({
    entry, epsilon: epsilons[i], gradient: gradients[i], difference: differences[i], relative_error: errors[i], rounding: false,
  }));
  others.kinks.forEach(({ place, left, right }) => Object.assign(proofs[place], { left, right }));
  others.rounding.forEach((place) => (proofs[place].rounding = true));
  return proofs;
}

/** The entry of the parameter that one points at, be it in θ or in ∂C/∂θ; undefined if none. */
function focusedEntry(app, line) {
  const { focus } = app.state;
  const isMeant = focus && [line.ref, app.model.parameter(line.parameter)].some((ref) => app.model.ref(ref) === focus.ref);
  return isMeant ? focus.entry : undefined;
}

/** What the test of ∂C/∂θ says at the current step, for the entry that one points at or the greatest; "" if there was none. */
function proofHtml(app, line) {
  const proofs = line.parameter ? proofsOf(app, line.parameter) : [];
  if (!proofs.length) return "";
  const entry = focusedEntry(app, line);
  const proof = entry === undefined ? proofs[0] : proofs.find((each) => each.entry === entry);
  const text = proof ? testHtml(app, line, proof, Math.abs(proofs[0].gradient)) : `<p>${entryHtml(app.model, line.ref, entry)} is one of those that were not tested.</p>`;
  return `<section class="proof" aria-label="Proof"><h3>Is that true? Without the chain rule:</h3>
    ${text}${testedHtml(app, line, proofs)}</section>`;
}

function testHtml({ model }, line, proof, greatest) {
  const theta = entryHtml(model, model.parameter(line.parameter), proof.entry);
  const slope = entryHtml(model, line.ref, proof.entry);
  const value = (x) => `<b>${formatNumber(x, 6)}</b>`;
  const moved = `Move ${theta} by a tiny ε = ${formatNumber(proof.epsilon, 2)} up and down, nothing else, and compute C both times`;
  const quotient = `<span class="fraction"><span>C(${theta} + ε) − C(${theta} − ε)</span><span>2ε</span></span>`;
  const [verdict, words] = proofWords(proof, slope, value, greatest);
  return `<p>${moved}: ${quotient} = ${value(proof.difference)}, by the chain rule ${slope} = ${value(proof.gradient)}.</p>
    <p class="check ${verdict}">${words}</p>`;
}

function proofWords(proof, slope, value, greatest) {
  if (proof.left !== undefined) {
    return ["kink", `C has a kink just here, as where a relu's input is exactly 0: to the left its slope is ${value(proof.left)}, to the right ${value(proof.right)}, and each may count as ${slope}.`];
  }
  if (proof.gradient === 0 && proof.difference === 0) return ["agrees", "✓ Both are 0: C does not depend on it."];
  if (proof.rounding) return ["agrees", "Both are 0 up to rounding: beside the greatest gradients, C does not depend on it."];
  const digits = Math.floor(-Math.log10(Math.max(proof.relative_error, 1e-9)));
  const error = `relative error ${formatNumber(proof.relative_error, 2)}`;
  const isSmall = Math.abs(proof.gradient - proof.difference) <= ROUNDED * greatest;
  if (digits < 3 && isSmall) return ["agrees", `They agree as far as rounding lets one see: both are tiny beside the greatest entry; ${error}.`];
  return digits >= 3 ? ["agrees", `✓ They agree to ${digits} digits: ${error}.`] : ["differs", `They differ: ${error}.`];
}

/** Which entries have a proof; if not all, some to choose from. */
function testedHtml({ model }, line, proofs) {
  const size = model.size(line.ref);
  if (size === 1) return "";
  if (proofs.length === size) {
    return `<p class="tests">All ${size.toLocaleString("en")} entries were tested${worstOf(proofs)}. Point at one in the matrices above to see its own proof.</p>`;
  }
  const chips = proofs.slice(0, TESTED).map(({ entry }) =>
    `<button class="chip" data-ref="${line.ref}" data-entry="${entry}" aria-label="${escapeHtml(entryText(model, line.ref, entry))}">${entryHtml(model, line.ref, entry)}</button>`);
  const which = proofs.length === 1 ? "the greatest" : `the greatest and ${(proofs.length - 1).toLocaleString("en")} drawn at random`;
  const more = proofs.length > chips.length ? ` <small>… ${(proofs.length - chips.length).toLocaleString("en")} more</small>` : "";
  return `<p class="tests">Of ${size.toLocaleString("en")} entries, ${proofs.length.toLocaleString("en")} ${proofs.length === 1 ? "was" : "were"} tested (${which})${worstOf(proofs)}: ${chips.join("")}${more}</p>`;
}

/** What the tests of a parameter have shown, in one clause. */
function worstOf(proofs) {
  const compared = proofs.filter(isCompared);
  const kinks = proofs.filter((proof) => proof.left !== undefined).length;
  const kinked = kinks > 1 ? `; at ${kinks} of them C has a kink` : "";
  if (compared.length < 2) return kinked;
  return `; the greatest relative error is ${formatNumber(Math.max(...compared.map((proof) => proof.relative_error)), 2)}${kinked}`;
}

function isCompared(proof) {
  return proof.left === undefined && !proof.rounding;
}

/** How many gradients were tested at the current step, and the greatest relative error; "" if none were. */
function proofsSummary(app) {
  const all = Object.keys(app.model.steps[app.state.step].proofs || {}).map((path) => proofsOf(app, path));
  const compared = all.flat().filter(isCompared);
  if (!compared.length) return "";
  const greatest = Math.max(...compared.map((proof) => proof.relative_error));
  return `<p class="words">Every ∂C/∂θ was put to the test: of each, the greatest entry and as many others as there is time for were compared with what C does if that one number is moved a little.
    ${compared.length === 1 ? "The relative error is" : `The greatest of ${compared.length.toLocaleString("en")} relative errors is`} ${formatNumber(greatest, 2)}.</p>`;
}
