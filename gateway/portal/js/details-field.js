import { element } from "./dom.js";
import { field, input, select } from "./form.js";
import { coded, t } from "./language.js";

const STATEMENT = ["relation", "party", "from", "until", "source", "grading", "more"];
const HINTS = {
  list: () => t("submit.onePerLine"),
  statements: (relations) => t("submit.statements", { relations: relations.join(", ") }),
};

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
