import { element } from "./dom.js";
import { checked, checks, field, group, input, select } from "./form.js";
import { holder, TLP_ORDER } from "./labels.js";
import { coded, number, t, word } from "./language.js";

/** The fields of a submission that come from the vocabulary: how each is asked for, and read as the API takes it. */
const STATEMENT = ["relation", "party", "from", "until", "source", "grading", "more"];
const HINTS = {
  list: () => t("submit.onePerLine"),
  statements: (relations) => t("submit.statements", { relations: relations.join(", ") }),
};

/** Members of a label beside marking and TLP. A list that limits may be empty, and then it is nobody; of any other that says nothing. */
const LIMITS = ["releasableTo", "onward"];
const FOLDED = ["onward", "notReleasableTo", "compartments", "flags"];
const ALL = ["purposes", "releasableTo", ...FOLDED];
const TIMES = ["embargoUntil", "retainUntil"];
/** Before the names of a portion's. */
const OWN = "own-";

/** The portions of a submission: each a field with its text and, where it differs from the record, its own label. */
export function portionsField(vocabulary, type, given) {
  const box = element("div", { class: "portions" });
  const start = given ?? [{ field: "title", text: "" }, { field: "body", text: "" }];
  const add = (portion) => {
    box.append(portionField(vocabulary, type, portion, () => renumber(box)));
    renumber(box);
  };
  start.forEach(add);
  return element("div", { "data-pointer": "/portions" }, box,
    element("button", { type: "button", on: { click: () => add({ field: vocabulary.types[type].portions[0], text: "" }) } }, t("submit.addPortion")));
}

/** The portions as the API takes them; an empty text is left to the gateway to refuse. */
export function portionsOf(form) {
  return [...form.querySelectorAll(".portion-edit")].map((place) => {
    const value = (name) => place.querySelector(`[name="${name}"]`).value;
    const { label, derivedFrom } = restrictionsOf(place, OWN);
    const marked = { ...(value("portionMarking") && { marking: value("portionMarking") }), ...(value("portionTlp") && { tlp: value("portionTlp") }) };
    return { field: value("portionField"), text: value("portionText"), label: { ...marked, ...label }, derivedFrom };
  });
}

function portionField(vocabulary, type, portion, changed) {
  const { field: name, text, label = {} } = portion;
  const remove = () => {
    place.remove();
    changed();
  };
  const place = element("fieldset", { class: "portion-edit" }, element("legend", {}),
    element("div", { class: "row" },
      field(t("submit.portionField"), "/field", select("portionField", vocabulary.types[type].portions.map((one) => [one, word("field", one)]), name), { required: true }),
      field(t("submit.portionMarking"), "/label/marking", select("portionMarking", vocabulary.markings.map(({ words }) => [words, words]), label.marking, t("submit.asRecord"))),
      field(t("submit.portionTlp"), "/label/tlp", select("portionTlp", TLP_ORDER.map((one) => [one, `TLP:${one}`]), label.tlp, t("submit.asRecord")))),
    field(t("submit.text"), "/text", element("textarea", { name: "portionText", rows: name === "title" ? 1 : 4, dir: "auto" }, text), { required: true }),
    restrictions(vocabulary, portion, OWN, ALL),
    element("button", { type: "button", class: "plain", on: { click: remove } }, t("submit.removePortion")));
  return place;
}

function renumber(box) {
  [...box.children].forEach((place, index) => {
    place.dataset.pointer = `/${index}`;
    place.querySelector("legend").textContent = t("submit.portion", { number: number(index + 1) });
  });
}

/** Folded unless something is stated. Accounts are typed, as nobody may list them. */
export function restrictions(vocabulary, { label = {}, derivedFrom }, prefix = "", lists = FOLDED) {
  const named = (name, pointer, given) => field(t(`submit.${name}`), pointer, input(prefix + name, { value: given?.join(" "), dir: "ltr" }), { hint: t("submit.derivedFromHint") });
  return element("details", { class: "restrictions", open: derivedFrom || [...lists, "eyesOnly", ...TIMES].some((name) => label[name]) },
    element("summary", {}, t("submit.restrictions")),
    element("div", { "data-pointer": "/label" }, lists.map((name) => list(name, vocabulary, label[name], prefix)), element("div", { class: "row" },
      TIMES.map((name) => field(t(`submit.${name}`), `/${name}`, time(prefix + name, label[name]))), named("eyesOnly", "/eyesOnly", label.eyesOnly))),
    named("derivedFrom", "/derivedFrom", derivedFrom));
}

/** Words of a vocabulary, or parties and groups, to be ticked. */
export function list(name, vocabulary, given, prefix = "") {
  const options = vocabulary[name]?.map((one) => [one, word(name.slice(0, -1), one)]) ?? [...vocabulary.groups, ...Object.keys(vocabulary.parties)].map((one) => [one, holder(one)]);
  const boxes = checks(prefix + name, options, given);
  if (!LIMITS.includes(name)) return group(t(`submit.${name}`), `/${name}`, boxes);
  const only = element("div", { class: "only", hidden: !given }, boxes, element("small", {}, t("submit.nobodyHint")));
  return group(t(`submit.${name}`), `/${name}`, element("label", { class: "choice" }, element("input", { type: "checkbox", name: `${prefix}only-${name}`, checked: given,
    on: { change: ({ target }) => { only.hidden = !target.checked; } } }), t("submit.only")), only);
}

/** What was stated there, in a label and of sources. */
export function restrictionsOf(place, prefix = "") {
  const value = (name) => place.querySelector(`[name=${prefix}${name}]`).value;
  const names = (name) => value(name).split(/[\s,]+/).filter(Boolean);
  const stated = (name, { length }) => LIMITS.includes(name) ? place.querySelector(`[name=${prefix}only-${name}]:checked`) : length;
  const lists = [...ALL.map((name) => [name, checked(place, prefix + name)]), ["eyesOnly", names("eyesOnly")]];
  const times = TIMES.map((name) => [name, timeOf(value(name))]).filter(([, one]) => one);
  return { label: Object.fromEntries([...lists.filter(([name, said]) => stated(name, said)), ...times]), derivedFrom: value("derivedFrom") ? names("derivedFrom") : undefined };
}

/** The fields that a record type has of its own, as the vocabulary describes them. */
export function detailsField(type, fields, given = {}) {
  return element("div", { class: "row", "data-pointer": "/details" }, Object.entries(fields).map(([name, described]) =>
    field(coded("detail", name), `/${name}`, control(type, name, described, given[name]), { required: described.required, hint: HINTS[described.kind]?.(described.values) })));
}

/** What was filled in, in the JSON types that the vocabulary asks for. */
export function detailsOf(form, fields) {
  const stated = Object.entries(fields).map(([name, { kind }]) => [name, value(kind, form.elements[`detail-${name}`].value.trim())]);
  return Object.fromEntries(stated.filter(([, one]) => one !== undefined));
}

function control(type, name, { kind, values }, given) {
  const named = `detail-${name}`;
  if (kind === "one-of") return select(named, values.map((one) => [one, coded(`value.${type}.${name}`, one)]), given, t("submit.unstated"));
  if (kind === "boolean") return select(named, [["true", t("yes")], ["false", t("no")]], given?.toString(), t("submit.unstated"));
  if (kind === "list") return element("textarea", { name: named, rows: 2, dir: "auto" }, (given ?? []).join("\n"));
  if (kind === "statements") return element("textarea", { name: named, rows: 2, dir: "auto" }, (given ?? []).map(line).join("\n"));
  if (kind === "date") return input(named, { type: "date", value: given });
  if (kind === "text") return input(named, { value: given, dir: "auto" });
  return input(named, { type: "number", step: kind === "integer" ? 1 : "any", value: given });
}

function value(kind, text) {
  if (text === "") return undefined;
  if (kind === "boolean") return text === "true";
  if (kind === "number" || kind === "integer") return Number(text);
  const lines = text.split("\n").map((one) => one.trim()).filter(Boolean);
  return kind === "list" ? lines : kind === "statements" ? lines.map(statement) : text;
}

/** What older records have instead of a statement stands as it is, for somebody to complete. */
function line(said) {
  return typeof said === "string" ? said : STATEMENT.map((name) => (said[name] ?? "").replace(/\s+/g, " ")).join(" | ").replace(/[ |]+$/, "");
}

/** The gateway names what is missing, or one too many. */
function statement(text) {
  return Object.fromEntries(text.split("|").map((part, at) => [STATEMENT[at] ?? `more${at}`, part.trim()]).filter(([, part]) => part));
}

/** A time, typed in UTC as its label says. */
export function time(name, given) {
  return input(name, { type: "datetime-local", value: given?.slice(0, -1).slice(0, 23) });
}

export function timeOf(text) {
  return text && `${text.length === 16 ? `${text}:00` : text}Z`;
}
