import { read } from "../api.js";
import { announce } from "../announce.js";
import { code, element, facts, fill } from "../dom.js";
import { exporting } from "../exports.js";
import { attempt, clearFaults, input, select, showFaults } from "../form.js";
import { badge } from "../labels.js";
import { country, currentLanguage, number, t, word } from "../language.js";
import { offer, problemPanel } from "../problem.js";
import { currentPurpose, purposeChoice, statePurpose } from "../purpose.js";
import { remember, remembered } from "../router.js";
import { savedSearches } from "../saved-searches.js";
import { may, words } from "../session.js";
import { row, tableOf } from "../table.js";
import { gradingOf, placeOf, recalledMark, titleLink, typeOf, whenOf } from "../views.js";

/** Search of what the reader may see, as a table; the words searched for stay out of the address. A field is named as the parameter that it states. */
const COLUMNS = ["marking", "type", "title", "date", "place", "releaser", "grading"];
const FACETS = ["type", "level", "originator", "country", "area", "tag", "grading"];
const PAGE = 20;
let asked = 0;

export async function show(main, { signal, again }) {
  const vocabulary = await words();
  if (signal.aborted) return;
  const results = element("div", { class: "results" });
  const form = formOf(vocabulary);
  const place = { form, results, signal };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(place, stated(form));
  });
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t("search.title"))), element("div", { class: "toolbar" }, purposeChoice(again)), form,
    savedSearches({ form, stated: () => stated(form), run: (saved) => run(place, saved), signal }), results);
  await search(place, { ...remembered(), purpose: currentPurpose() });
}

function formOf(vocabulary) {
  const { areas, parties, tags, types } = vocabulary;
  const countries = [...new Set(Object.values(areas))];
  const area = choice("area", []);
  area.append(...countries.map((within) => element("optgroup", { label: country(within) },
    Object.keys(areas).filter((one) => areas[one] === within && one !== within).map((one) => element("option", { value: one }, country(one))))));
  return element("form", { class: "search", role: "search" },
    field(input("q", { type: "search", maxlength: 200, enterkeyhint: "search" })),
    field(choice("type", Object.keys(types).map((one) => [one, word("type", one)]))),
    field(choice("country", countries.map((one) => [one, country(one)]))),
    field(input("tag", { list: "tags", dir: "ltr" })), field(input("from", { type: "date" })), field(input("to", { type: "date" })),
    element("datalist", { id: "tags" }, Object.entries(tags).flatMap(([name, values]) => values.map((value) => element("option", { value: `${name}="${value}"` })))),
    element("button", { class: "strong" }, t("search.go")),
    element("details", { class: "trace" }, element("summary", {}, t("search.filters")), element("div", { class: "row" },
      field(choice("level", [0, 1, 2, 3].map((one) => [one, word("level", one)]))),
      field(choice("originator", Object.keys(parties).map((one) => [one, parties[one][currentLanguage()] ?? one])), t("column.releaser")),
      field(choice("grading", [..."ABCDEF"].flatMap((one) => [..."123456"].map((other) => graded(one + other))))),
      field(area), field(input("bbox", { dir: "ltr", placeholder: "-12.2, 10.1, 4.3, 25" })), field(input("polygon", { dir: "ltr" })),
      field(input("localTag", { dir: "ltr" }), t("localTags.title")),
      field(select("order", [["relevance", t("search.relevance")]], undefined, t("search.newest"))))));
}

function choice(name, options) {
  return select(name, options, undefined, t("search.any"));
}

function field(control, label = t(`search.${control.name}`)) {
  const { name } = control;
  control.id = name;
  return element("div", { class: "field", "data-pointer": `/query/${name}` }, element("label", { for: name }, label), control,
    element("p", { class: "fault", id: `${name}-fault` }));
}

function graded(grading) {
  return [grading, [grading, " – ", gradingOf({ grading })[2]]];
}

function fieldsOf(form) {
  return [...form.elements].filter(({ name }) => name);
}

/** The parameters that the form states now, without what is empty. */
function stated(form) {
  const now = Object.fromEntries(fieldsOf(form).map(({ name, value }) => [name, value.trim()]).filter(([, value]) => value));
  if (now.from) now.from += "T00:00:00Z";
  if (now.to) now.to = new Date(Date.parse(now.to) + 86400000).toISOString().replace(".000", "");
  return { ...now, purpose: currentPurpose() };
}

/** Shows the parameters of a search; nothing that narrows it stays folded away. */
function restore(form, { from, to, ...rest }) {
  const given = { ...rest, from: from?.slice(0, 10), to: to && new Date(Date.parse(to) - 1).toISOString().slice(0, 10) };
  for (const control of fieldsOf(form)) {
    const value = given[control.name] ?? "";
    control.value = value;
    // A word that has gone since it was saved is shown as it is written.
    if (control.selectedIndex < 0) control.append(element("option", { selected: true }, value));
    if (value && control.closest("details")) control.closest("details").open = true;
  }
}

/** What was saved is run as it was saved, though the form shows days where it may have hours. */
function run(place, { id, query }) {
  statePurpose(query.purpose);
  document.getElementById("purpose").value = currentPurpose();
  return search(place, query, { saved: id });
}

/** Shows in the form what is looked for, and finds it; `query` asks for it, perhaps by another name. */
async function search(place, criteria, query = criteria) {
  const { form, results, signal } = place;
  restore(form, criteria);
  remember(criteria);
  clearFaults(form);
  // On a slow link an earlier question may be answered after a later one: only the last answer counts.
  const question = ++asked;
  results.setAttribute("aria-busy", "true");
  try {
    const ask = () => read("records", { ...query, limit: PAGE }, signal);
    const page = await ask().catch(async (problem) => {
      if (problem.status !== 429) throw problem;
      // Earlier questions of the same reader, whose answers nobody waits for, may have the places.
      await new Promise((done) => setTimeout(done, problem.retryAfter * 1000));
      return question === asked && ask();
    });
    if (question !== asked) return;
    showPage(place, page, criteria, query);
  } catch (problem) {
    if (signal.aborted || question !== asked) return;
    const summary = element("div");
    fill(results, problemPanel(problem, () => search(place, criteria, query)), summary);
    showFaults(form, summary, { errors: problem.errors.map((fault) => ({ ...fault, pointer: `/query/${fault.pointer}` })) });
  }
  results.removeAttribute("aria-busy");
}

function showPage(place, page, criteria, query) {
  const rows = element("tbody", {}, page.items.map(rowOf));
  const end = element("div", { class: "results-end" });
  fill(place.results, page.items.length === 0 ? element("p", { class: "nothing" }, t("search.nothing"))
    : [counting(place, criteria, query), may("files") && exporting(criteria, place.signal), tableOf(COLUMNS, rows, t("search.results"))], end);
  showEnd(end, rows, page, query, place.signal);
}

/** Says how much is shown, whether that is all, and above which level no words are found. */
function showEnd(end, rows, page, query, signal) {
  const outcome = element("div");
  const shown = rows.children.length > 0 && t(page.complete ? "search.all" : "search.some", { count: number(rows.children.length) });
  const above = page.wordsUpTo >= 0 ? t("search.wordsUpTo", { level: word("level", page.wordsUpTo) }) : "";
  const more = page.next && element("button", { type: "button", on: { click: (event) => attempt(event, outcome,
    () => read("records", { ...query, limit: PAGE, cursor: page.next }, signal), (next) => {
      const added = next.items.map(rowOf);
      rows.append(...added);
      showEnd(end, rows, next, query, signal);
      added[0]?.querySelector("a").focus();
    }) } }, t("search.more"));
  fill(end, shown && element("p", { class: "quiet" }, shown), above && element("p", {}, above), more, outcome, page.complete && offer(page.offer));
  announce(`${shown || t("search.nothing")} ${above}`);
}

/**
 * How many records there are, altogether and by what narrows the search further. A count is a disclosure, and long: it is asked for by its
 * button alone, with the shortest page there is, and not by what is stated already.
 */
function counting(place, criteria, query) {
  const { form, signal } = place;
  const outcome = element("div", { class: "opened" });
  const facets = FACETS.filter((name) => name === "grading" || !criteria[name]);
  const ask = () => read("records", { ...query, limit: 1, count: true, facets }, signal);
  const narrow = (control, value) => {
    search(place, { ...criteria, [control.name]: value });
    control.focus();
  };
  const show = ({ counts }) => {
    const total = t("search.counted", { count: number(counts.total) });
    fill(outcome, element("p", {}, total), facts(facets.map((name) => form.elements[name]).map((control) =>
      [control.labels[0].textContent, facet(control, counts.facets[control.name], narrow)])));
    announce(total);
  };
  return element("div", {}, element("button", { type: "button", on: { click: (event) => attempt(event, outcome, ask, show) } }, t("search.count")), outcome);
}

/** Each value as its field says it. */
function facet(control, counted, narrow) {
  const values = Object.keys(counted).map((value) => [value, countOf(control, counted, value)]).sort(([, one], [, other]) => other - one);
  return values.length > 0 && element("ul", { class: "tags" }, values.map(([value, count]) => element("li", {},
    element("button", { type: "button", class: "plain", on: { click: () => narrow(control, value) } },
      [...control.options ?? []].find((option) => option.value === value)?.text ?? code(value)), number(count))));
}

/** A search for a grading finds better ones too, so they are counted with it. */
function countOf({ name }, counted, value) {
  return Object.entries(counted).filter(([one]) => name === "grading" ? one[0] <= value[0] && one[1] <= value[1] : one === value)
    .reduce((sum, [, count]) => sum + count, 0);
}

function rowOf(view) {
  return row(COLUMNS, cellsOf(view));
}

function cellsOf(view) {
  return { marking: badge(view.label), type: typeOf(view), title: [titleLink(view), " ", recalledMark(view)], date: whenOf(view), place: placeOf(view),
    releaser: element("bdi", {}, view.releaser), grading: view.grading && element("span", { title: gradingOf(view)[2] }, code(view.grading)) };
}
