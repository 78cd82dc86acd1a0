import { read } from "../api.js";
import { announce } from "../announce.js";
import { code, element, fill } from "../dom.js";
import { attempt } from "../form.js";
import { badge } from "../labels.js";
import { country, number, t, word } from "../language.js";
import { offer, problemPanel } from "../problem.js";
import { currentPurpose, purposeChoice, statePurpose } from "../purpose.js";
import { remember, remembered } from "../router.js";
import { savedSearches } from "../saved-searches.js";
import { words } from "../session.js";
import { row, tableOf } from "../table.js";
import { gradingOf, placeOf, titleLink, typeOf, whenOf } from "../views.js";

/** Search of what the reader may see, as a table; the words searched for stay out of the address. */
const FIELDS = ["q", "type", "country", "tag", "from", "to"];
const COLUMNS = ["marking", "type", "title", "date", "place", "releaser", "grading"];
const PAGE = 20;
let asked = 0;

export async function show(main, { signal, again }) {
  const vocabulary = await words();
  if (signal.aborted) return;
  const given = remembered();
  const results = element("div", { class: "results" });
  const form = element("form", { class: "search", role: "search", on: { submit: (event) => submit(event, form, results, signal) } },
    input("q", { type: "search", maxlength: 200, enterkeyhint: "search" }, given),
    select("type", Object.keys(vocabulary.types).map((type) => [type, word("type", type)]), given),
    select("country", [...new Set(Object.values(vocabulary.areas))].map((area) => [area, country(area)]), given),
    input("tag", { list: "tags", dir: "ltr" }, given),
    input("from", { type: "date" }, given), input("to", { type: "date" }, given),
    tagList(vocabulary),
    element("button", { class: "strong" }, t("search.go")));
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t("search.title"))), element("div", { class: "toolbar" }, purposeChoice(again)), form,
    savedSearches({ stated: () => queryOf(stated(form)), run: (saved) => run(saved, form, results, signal), signal }), results);
  await search(form, results, signal);
}

async function submit(event, form, results, signal) {
  event.preventDefault();
  await search(form, results, signal);
}

async function search(form, results, signal) {
  const now = stated(form);
  remember(now);
  await find({ ...queryOf(now), limit: PAGE }, results, signal);
}

function stated(form) {
  return Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]).filter(([, value]) => value !== ""));
}

function queryOf(now) {
  const query = { ...now, purpose: currentPurpose() };
  if (now.from) query.from = `${now.from}T00:00:00Z`;
  if (now.to) query.to = dayAfter(now.to);
  return query;
}

/** What was saved is run as it was saved: the form shows of it what it has fields for. */
async function run(saved, form, results, signal) {
  const { purpose, from, to, ...rest } = saved.query;
  statePurpose(purpose);
  document.getElementById("purpose").value = currentPurpose();
  const shown = { ...rest, from: from?.slice(0, 10), to: to && new Date(Date.parse(to) - 1).toISOString().slice(0, 10) };
  FIELDS.forEach((name) => { form.elements[name].value = shown[name] ?? ""; });
  await find({ saved: saved.id, limit: PAGE }, results, signal);
}

async function find(query, results, signal) {
  // On a slow link an earlier question may be answered after a later one: only the last answer counts.
  const question = ++asked;
  results.setAttribute("aria-busy", "true");
  try {
    const page = await read("records", query, signal);
    if (question !== asked) return;
    showPage(results, page, query, signal);
  } catch (problem) {
    if (!signal.aborted && question === asked) fill(results, problemPanel(problem, () => find(query, results, signal)));
  }
  results.removeAttribute("aria-busy");
}

function showPage(results, page, query, signal) {
  const rows = element("tbody", {}, page.items.map(rowOf));
  const end = element("div", { class: "results-end" });
  const empty = page.items.length === 0;
  fill(results, empty ? element("p", { class: "nothing" }, t("search.nothing")) : tableOf(COLUMNS, rows, t("search.results")), end);
  showEnd(end, rows, page, query, signal);
  announce(empty ? t("search.nothing") : t("search.found", { count: number(page.items.length) }));
}

function showEnd(end, rows, page, query, signal) {
  const outcome = element("div");
  const more = page.next && element("button", { type: "button", on: { click: (event) => attempt(event, outcome,
    () => read("records", { ...query, cursor: page.next }, signal), (next) => {
      const added = next.items.map(rowOf);
      rows.append(...added);
      showEnd(end, rows, next, query, signal);
      added[0]?.querySelector("a").focus();
      announce(t("search.found", { count: number(rows.children.length) }));
    }) } }, t("search.more"));
  fill(end, more, outcome, more === undefined && offer(page.offer));
}

function rowOf(view) {
  return row(COLUMNS, cellsOf(view));
}

function cellsOf(view) {
  return { marking: badge(view.label), type: typeOf(view), title: titleLink(view), date: whenOf(view), place: placeOf(view),
    releaser: element("bdi", {}, view.releaser), grading: view.grading && element("span", { title: gradingOf(view)[2] }, code(view.grading)) };
}

function input(name, properties, given) {
  return element("p", { class: `field field-${name}` }, element("label", { for: name }, t(`search.${name}`)),
    element("input", { id: name, name, value: given[name], ...properties }));
}

function select(name, options, given) {
  return element("p", { class: "field" }, element("label", { for: name }, t(`search.${name}`)), element("select", { id: name, name },
    element("option", { value: "" }, t("search.any")), options.map(([value, text]) => element("option", { value, selected: value === given[name] }, text))));
}

function tagList(vocabulary) {
  return element("datalist", { id: "tags" }, Object.entries(vocabulary.tags).flatMap(([name, values]) =>
    values.map((value) => element("option", { value: `${name}="${value}"` }))));
}

function dayAfter(date) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86400000).toISOString().replace(".000", "");
}
