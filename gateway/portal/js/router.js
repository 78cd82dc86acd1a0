/** Which page is shown: the part of the address after the hash, which never leaves the browser. */
export function currentRoute() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [page, ...rest] = path.split("/").map(decodeURIComponent);
  return { page: page || undefined, id: rest[0], query: new URLSearchParams(query) };
}

export function onRoute(listener) {
  window.addEventListener("hashchange", listener);
}

export function link(page, id, query = {}) {
  const path = id === undefined ? `#/${page}` : `#/${page}/${encodeURIComponent(id)}`;
  const text = new URLSearchParams(query).toString();
  return text === "" ? path : `${path}?${text}`;
}

/** What a page remembers of its place in the history: in this tab alone and until somebody signs out, since browsers keep addresses. */
export function remember(what) {
  const place = history.state ?? crypto.randomUUID();
  sessionStorage.setItem(place, JSON.stringify(what));
  history.replaceState(place, "");
}

export function remembered() {
  return JSON.parse(sessionStorage.getItem(history.state)) ?? {};
}
