import { read, write } from "../api.js";
import { code, element, facts, fill } from "../dom.js";
import { instant, t, word, wordList } from "../language.js";
import { reasonForm } from "../reason.js";
import { link } from "../router.js";

/** What somebody of the reader's party in one of the reader's roles must do, the most urgent first. */
export async function show(main, { signal }) {
  const { items } = await read("tasks", {}, signal);
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t("tasks.title"))),
    items.length === 0 ? element("p", { class: "nothing" }, t("tasks.none"))
      : element("div", { class: "cards paired" }, items.map((task) => fillCard(element("article", { class: "card", id: `task-${task.id}` }), task))));
}

const PAGES = { agreement: "agreements", allegation: "allegations", quarantine: "quarantine", grant: "holds", key: "agreements", release: "releases", list: "matches" };

function fillCard(place, task) {
  const overdue = task.state === "OPEN" && Date.parse(task.dueAt) <= Date.now();
  const page = PAGES[task.kind.split("-")[0]] ?? "assessments";
  return fill(place,
    element("p", { class: "card-head" }, element("strong", { class: "state", "data-state": overdue ? "HOLD" : undefined },
      overdue ? t("assessment.overdue") : word("taskState", task.state))),
    element("h2", {}, word("task", task.kind)),
    facts([
      [t("column.dueAt"), instant(task.dueAt)],
      [t("task.about"), task.about && element("a", { href: link(page, page === "releases" ? task.about : undefined) }, code(task.about))],
      [t("account.roles"), wordList("role", task.roles)],
      [t("reason.label"), task.reason && element("span", { dir: "auto" }, task.reason)],
    ]),
    task.state === "OPEN" && reasonForm({
      name: "complete",
      send: (reason) => write(["tasks", task.id, "completions"], { reason }),
      done: (answer) => fillCard(place, answer),
    }));
}
