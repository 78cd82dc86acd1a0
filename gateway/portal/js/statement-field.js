import { element } from "./dom.js";
import { checked, checks, field, group, select } from "./form.js";
import { t } from "./language.js";
import { caller } from "./session.js";

/** What somebody states for an allegation: how credible it is, a text, and a source that is protected apart. */
export function statementFields(vocabulary) {
  return [
    element("div", { class: "row", "data-pointer": "/grading" }, gradingSelects({ required: true })),
    portion(vocabulary, "summary", { required: true }),
    portion(vocabulary, "source", {}),
  ];
}

/** The two halves of a grading (Admiralty). */
export function gradingSelects(options, given = "", first = t("submit.choose")) {
  const half = (name, members, chosen) => field(t(`submit.${name}`), "",
    select(name, [...members].map((one) => [one, `${one} – ${t(`${name}.${one}`)}`]), chosen, first), options);
  return [half("reliability", "ABCDEF", given[0]), half("credibility", "123456", given[1])];
}

/** The statement as the API takes it; an empty source is left out, all else is left to the gateway to refuse. */
export function statementOf(form) {
  const source = portionOf(form, "source");
  return { grading: gradingOf(form), summary: portionOf(form, "summary"), ...(source.text && { source }) };
}

export function gradingOf(form) {
  return `${form.elements.reliability.value}${form.elements.credibility.value}`;
}

function portion(vocabulary, name, { required }) {
  const markings = vocabulary.markings.map(({ words }) => [words, words]);
  const compartments = caller().compartments.map((one) => [one, one]);
  return group(t(`allegation.${name}`), `/${name}`, element("small", {}, t(`allegation.${name}Hint`)),
    field(t("submit.text"), "/text", element("textarea", { name: `${name}Text`, rows: 4, maxlength: 20000, dir: "auto" }), { required }),
    field(t("submit.marking"), "/marking", select(`${name}Marking`, markings, undefined, t("submit.choose")), { required }),
    compartments.length > 0 && group(t("submit.compartments"), "/compartments", checks(`${name}Compartments`, compartments)));
}

function portionOf(form, name) {
  const value = (part) => form.elements[`${name}${part}`].value;
  return { text: value("Text").trim(), marking: value("Marking"), compartments: checked(form, `${name}Compartments`) };
}
