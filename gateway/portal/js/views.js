import { code, element, joined } from "./dom.js";
import { onwardTo } from "./labels.js";
import { coded, country, day, instant, languageName, number, t, word } from "./language.js";
import { link } from "./router.js";

/** What a view says about itself, in words. */
export function titleOf(view) {
  return view.portions.find((portion) => portion.field === "title")?.text ?? t("view.untitled", { type: typeOf(view) });
}

export function typeOf(view) {
  return view.type === undefined ? t("view.typeWithheld") : word("type", view.type);
}

export function titleLink(view) {
  return element("a", { href: link("records", view.id), lang: view.language, dir: "auto" }, titleOf(view));
}

/** Says of a record of the own party that it was taken back; nobody else has a view of such a one. */
export function recalledMark({ recalled }) {
  return recalled && element("strong", { class: "state", "data-state": "HOLD" }, word("releaseState", "RECALLED"));
}

export function placeOf(view) {
  const areas = view.admin1 ?? [];
  return view.country && joined([country(view.country), areas.length > 0 && element("bdi", {}, areas.map(country).join(", "))]);
}

export function whenOf(view) {
  return view.eventTime && element("time", { datetime: view.eventTime, title: instant(view.eventTime) }, day(view.eventTime));
}

/** The grading as letters and, beside it, in words: colleagues read one or the other. */
export function gradingOf(view) {
  if (view.grading === undefined) return undefined;
  const [reliability, credibility] = view.grading;
  return [code(view.grading), " ", t("view.grading", { reliability: t(`reliability.${reliability}`), credibility: t(`credibility.${credibility}`) })];
}

/** Where it happened, in words and coordinates, and how exact that is. */
export function geometryOf(view) {
  const precision = view.geometryPrecision && t(`precision.${view.geometryPrecision}`);
  if (view.geometry === undefined) return precision;
  const { type, coordinates } = view.geometry;
  const points = type === "Point" ? [coordinates] : type === "Polygon" ? coordinates[0].slice(0, -1) : coordinates;
  const shown = points.slice(0, 6).map(position).join("; ") + (points.length > 6 ? " …" : "");
  return joined([t(`geometry.${type}`), element("bdi", {}, shown), precision]);
}

function valueOf(value, family) {
  return value[0]?.relation ? value.map((one) => statement(one, family)) : element("bdi", {}, detail(value, family));
}

function statement({ relation, party, from, until, source, grading }, family) {
  const time = (text) => text && (text[10] ? instant(text) : day(text));
  return element("div", { dir: "auto" }, joined([[coded(family, relation), " ", element("bdi", {}, party)],
    (from || until) && `${time(from) ?? "…"} – ${time(until) ?? "…"}`, element("bdi", {}, source), grading && code(grading)]));
}

/** What a view says beside its portions, for a list of facts. */
export function headOf(view) {
  return [
    [t("fact.eventTime"), view.eventTime && instant(view.eventTime)],
    [t("fact.validUntil"), view.validUntil && instant(view.validUntil)],
    [t("column.place"), placeOf(view)],
    [t("fact.geometry"), geometryOf(view)],
    [t("column.grading"), gradingOf(view)],
    [t("fact.statement"), view.gradingStatement && element("span", { dir: "auto" }, view.gradingStatement)],
    [t("fact.language"), view.language && languageName(view.language)],
    ...Object.entries(view.details ?? {}).map(([name, value]) => [coded("detail", name), valueOf(value, `value.${view.type}.${name}`)]),
    [t("fact.tags"), view.tags && element("ul", { class: "tags" }, view.tags.map((tag) => element("li", {}, code(tag))))],
  ];
}

/** What whoever gets a view undertakes. */
export function handlingOf({ handling, label: { onward } }) {
  const terms = handling.map((line) => word("handling", line));
  if (onward) terms.push(`${t("clause.onward")} ${onwardTo(onward)}`);
  return terms.length > 0 && element("ul", {}, terms.map((line) => element("li", {}, line)));
}

function position([longitude, latitude]) {
  const degrees = (value) => number(Math.abs(value), { maximumFractionDigits: 4 });
  const north = t(latitude < 0 ? "geometry.south" : "geometry.north", { degrees: degrees(latitude) });
  return `${north} ${t(longitude < 0 ? "geometry.west" : "geometry.east", { degrees: degrees(longitude) })}`;
}

function detail(value, family) {
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") return number(value, { useGrouping: value >= 10000, maximumFractionDigits: 20 });
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
  return coded(family, value);
}
