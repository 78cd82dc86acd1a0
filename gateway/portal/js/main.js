import { onSignedOut } from "./api.js";
import { refreshBanner, watchMarkings } from "./banner.js";
import { element, fill } from "./dom.js";
import { MARK, showHeader } from "./header.js";
import { loadCodes, loadLanguage, t } from "./language.js";
import { problemPanel } from "./problem.js";
import { currentRoute, onRoute } from "./router.js";
import { caller, forget, loadSession, may, onOther } from "./session.js";

/** Starts the portal and turns its pages; a page's module is fetched when the page is first shown. */
const PAGES = ["inbox", "search", "records", "submit", "imports", "agreements", "assessments", "allegations", "quarantine", "holds", "tasks", "releases", "matches"];
const WITH_CODES = ["inbox", "search", "records", "submit", "agreements"];
const header = document.getElementById("header");
const main = document.getElementById("main");
let leaving = new AbortController();

async function start() {
  await loadLanguage();
  watchMarkings(main);
  onSignedOut(() => showSignIn());
  onRoute(() => turn(true));
  main.addEventListener("input", ({ target }) => target.closest("form[data-keep]")?.setAttribute("data-typed", ""));
  // A browser that keeps a page for Back keeps nothing of what was on it, and asks anew.
  window.addEventListener("pagehide", () => fill(main));
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  await enter();
}

async function enter() {
  try {
    await loadSession();
  } catch (problem) {
    return fail(problem, enter);
  } finally {
    onOther(() => {
      clear();
      location.reload();
    });
  }
  await turn(false);
}

async function turn(moveFocus) {
  if (caller() === undefined) return;
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const route = currentRoute();
  const page = PAGES.includes(route.page) ? route.page : (may("inbox") ? "inbox" : "search");
  showHeader(header, page, () => turn(false));
  refreshBanner(main);
  document.title = `${t(`${page}.title`)} – ${t("name")}`;
  fill(main, element("p", { class: "quiet waiting" }, t("loading")));
  try {
    const [{ show }] = await Promise.all([import(`./pages/${page}.js`), WITH_CODES.includes(page) && loadCodes()]);
    if (!signal.aborted) await show(main, { route, signal, again: () => turn(false) });
  } catch (problem) {
    if (!signal.aborted) fail(problem, () => turn(false));
  }
  if (moveFocus && !signal.aborted) main.focus();
}

function fail(problem, again) {
  if (problem.status === 401) return;
  fill(main, problemPanel(problem, again));
  if (problem.status === undefined) throw problem;
}

/** Takes off the screen, and ends, whatever somebody was shown. */
function clear() {
  leaving.abort();
  fill(main);
  forget();
}

function showSignIn() {
  // A session that ends under a half-written form leaves the form on the screen, and nothing else: signing in elsewhere revives it.
  const written = main.querySelector("form[data-typed]");
  if (written !== null) {
    fill(main, element("h1", {}, t("problem.signedOut")),
      element("p", {}, element("a", { href: "/portal/sign-in", target: "_blank", rel: "noopener" }, t("submit.signInElsewhere"))), written);
    return;
  }
  clear();
  showHeader(header, undefined, showSignIn);
  document.title = t("name");
  fill(main, element("section", { class: "sign-in" },
    element("img", { src: MARK, alt: "", width: 72, height: 72 }),
    element("h1", {}, t("name")),
    currentRoute().page === "sign-in-failed" && element("p", { class: "warning", role: "alert" }, t("signIn.failed")),
    element("p", {}, t("signIn.what")),
    element("p", {}, element("a", { class: "button strong", href: "/portal/sign-in" }, t("signIn.go"))),
    element("p", { class: "quiet" }, t("signIn.strength"))));
  refreshBanner(main);
}

start();
