import { write } from "./api.js";
import { obligationsOf } from "./clauses.js";
import { code, element, fill, joined } from "./dom.js";
import { t, word } from "./language.js";
import { opened } from "./opened.js";
import { problemPanel } from "./problem.js";
import { currentPurpose } from "./purpose.js";
import { caller, words } from "./session.js";
import { table } from "./table.js";

/** What a recipient would get of a record of one's own: every gate with the fact that decided it. */
const ACTIONS = ["READ", "EXPORT", "PUSH", "MATCH"];

export function explanation(view) {
  return opened(t("explain.title"), async () => form(view, await words()));
}

function form(view, vocabulary) {
  const outcome = element("div", { class: "explanation" });
  const recipients = Object.keys(vocabulary.parties).filter((party) => party !== caller().party).sort();
  const fields = element("form", { class: "search", on: { submit: (event) => submit(event, fields, view, outcome) } },
    choice("recipient", recipients.map((party) => [party, party])),
    text("unit"), text("account"),
    choice("action", ACTIONS.map((action) => [action, word("action", action)])),
    choice("asked", vocabulary.purposes.map((purpose) => [purpose, word("purpose", purpose)]), currentPurpose()),
    element("button", { class: "strong" }, t("explain.do")));
  return [fields, outcome];
}

async function submit(event, { elements }, view, outcome) {
  event.preventDefault();
  const party = { party: elements.recipient.value, ...(elements.unit.value.trim() && { unit: elements.unit.value.trim() }) };
  const recipient = elements.account.value.trim() || party;
  try {
    const answer = await write("decisions", { recipient, action: elements.action.value, purpose: elements.asked.value, record: view.id });
    fill(outcome, verdict(answer));
  } catch (problem) {
    fill(outcome, problemPanel(problem));
  }
}

function verdict(answer) {
  return [
    element("p", { class: "verdict", role: "status" }, state(answer.verdict),
      answer.primary && [" ", word("code", answer.primary), " ", code(answer.primary)], answer.gate && [" · ", t("explain.gate", { gate: word("gate", answer.gate) })]),
    element("p", {}, element("bdi", {}, answer.headline)),
    answer.request.some((finding) => finding.verdict !== "PERMIT") && trace(t("explain.request"), answer.request),
    answer.portions.length > 0 && table(["field", "verdict", "code", "clause", "assessments", "obligations"], answer.portions, (portion) => ({
      field: word("field", portion.field), verdict: state(portion.verdict), code: portion.code && [word("code", portion.code), " ", code(portion.code)],
      clause: portion.clause && code(portion.clause), assessments: portion.assessments.length > 0 && element("bdi", {}, portion.assessments.join(", ")),
      obligations: portion.verdict === "PERMIT" && joined(obligationsOf(portion.obligations)),
    })),
    answer.portions.map((portion) => trace(t("explain.trace", { field: word("field", portion.field) }), portion.trace)),
  ];
}

function trace(title, findings) {
  return element("details", { class: "trace" }, element("summary", {}, title), table(["gate", "verdict", "code", "fact"], findings, (finding) => ({
    gate: word("gate", finding.gate), verdict: finding.judged ? state(finding.verdict) : t("explain.notJudged"),
    code: finding.code && [word("code", finding.code), " ", code(finding.code)], fact: [element("bdi", {}, finding.fact), finding.remedy && [" ", element("small", {}, element("bdi", {}, finding.remedy))]],
  })));
}

function state(verdict) {
  return element("strong", { class: "state", "data-state": verdict }, word("verdict", verdict));
}

function choice(name, options, chosen) {
  return element("p", { class: "field" }, element("label", { for: `explain-${name}` }, t(`explain.${name}`)),
    element("select", { id: `explain-${name}`, name }, options.map(([value, shown]) => element("option", { value, selected: value === chosen }, shown))));
}

function text(name) {
  return element("p", { class: "field" }, element("label", { for: `explain-${name}` }, t(`explain.${name}`)),
    element("input", { id: `explain-${name}`, name, dir: "ltr", autocomplete: "off", spellcheck: "false" }));
}
