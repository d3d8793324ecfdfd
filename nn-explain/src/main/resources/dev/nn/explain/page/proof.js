"use strict";
// The chain rule put to the test: one entry of a parameter is moved a little, and C computed anew.

/** What the test of ∂C/∂θ says at the current step; "" if there was none. */
function proofHtml(app, line) {
  const { model, state } = app;
  const proof = line.parameter && (model.steps[state.step].proofs || {})[line.parameter];
  if (!proof) return "";
  const ref = model.parameter(line.parameter);
  const theta = entryHtml(model, ref, proof.entry);
  const slope = entryHtml(model, line.ref, proof.entry);
  const value = (x) => `<b>${formatNumber(x, 6)}</b>`;
  const moved = `Move ${theta} by a tiny ε = ${formatNumber(proof.epsilon, 2)} up and down, nothing else, and compute C both times`;
  const quotient = `<span class="fraction"><span>C(${theta} + ε) − C(${theta} − ε)</span><span>2ε</span></span>`;
  const [verdict, words] = proofWords(proof, slope, value);
  return `<section class="proof" aria-label="Proof"><h3>Is that true? Without the chain rule:</h3>
    <p>${moved}: ${quotient} = ${value(proof.difference)}, by the chain rule ${slope} = ${value(proof.gradient)}.</p>
    <p class="check ${verdict}">${words}</p></section>`;
}

function proofWords(proof, slope, value) {
  if (proof.left !== undefined) {
    return ["kink", `C has a kink just here, as where a relu's input is exactly 0: to the left its slope is ${value(proof.left)}, to the right ${value(proof.right)}, and each may count as ${slope}.`];
  }
  if (proof.rounding) return ["agrees", "Both are 0 up to rounding: C does not depend on it."];
  const digits = Math.floor(-Math.log10(Math.max(proof.relative_error, 1e-9)));
  const error = `relative error ${formatNumber(proof.relative_error, 2)}`;
  return digits >= 3 ? ["agrees", `✓ They agree to ${digits} digits: ${error}.`] : ["differs", `They differ: ${error}.`];
}

/** How many gradients were tested at the current step, and the greatest relative error; "" if none were. */
function proofsSummary(app) {
  const proofs = Object.values(app.model.steps[app.state.step].proofs || {});
  const compared = proofs.filter((proof) => proof.left === undefined && !proof.rounding);
  if (!compared.length) return "";
  const greatest = Math.max(...compared.map((proof) => proof.relative_error));
  return `<p class="words">Every ∂C/∂θ was put to the test: of each, the greatest entry was compared with what C does if that one number is moved a little.
    ${compared.length === 1 ? "The relative error is" : `The greatest of ${compared.length} relative errors is`} ${formatNumber(greatest, 2)}.</p>`;
}
