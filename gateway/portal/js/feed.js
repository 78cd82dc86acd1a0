import { address, read } from "./api.js";

/**
 * Follows the feed of a purpose: server-sent events, or long polls where a stream does not get through. A stream that ends,
 * for whatever reason, is taken up again where it stopped; the reader sees only a change of state.
 */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60000;
const POLL_SECONDS = 25;
const POLLS_BEFORE_STREAM = 8;

export function followFeed({ purpose, after, signal, item, state, failed }) {
  const feed = { purpose, cursor: after, signal, item, state, failed, wait: FIRST_WAIT };
  connect(feed);
}

function connect(feed) {
  if (feed.signal.aborted) return;
  feed.state("connecting");
  const source = new EventSource(address(["feed", "stream"], { purpose: feed.purpose, after: feed.cursor }));
  let opened = false;
  const close = (next) => {
    source.close();
    feed.signal.removeEventListener("abort", stop);
    if (!feed.signal.aborted) next(feed);
  };
  const stop = () => source.close();
  feed.signal.addEventListener("abort", stop);
  source.addEventListener("open", () => {
    opened = true;
    feed.state("live");
  });
  for (const kind of ["record", "notice", "agreement", "task"]) source.addEventListener(kind, (event) => take(feed, kind, event));
  source.addEventListener("end", () => close(later));
  source.addEventListener("error", () => close(opened ? later : poll));
}

function take(feed, kind, event) {
  feed.wait = FIRST_WAIT;
  feed.cursor = event.lastEventId || feed.cursor;
  feed.item({ kind, ...JSON.parse(event.data) }, feed.cursor);
}

function later(feed) {
  feed.state("connecting");
  // Jitter keeps a whole office from coming back in the same second.
  const pause = feed.wait * (0.5 + Math.random());
  feed.wait = Math.min(feed.wait * 2, LONGEST_WAIT);
  setTimeout(() => connect(feed), pause);
}

async function poll(feed) {
  try {
    for (let count = 0; count < POLLS_BEFORE_STREAM && !feed.signal.aborted; count++) {
      const page = await read("feed", { purpose: feed.purpose, after: feed.cursor, wait: count === 0 ? 0 : POLL_SECONDS }, feed.signal);
      feed.state("polling");
      feed.cursor = page.cursor;
      for (const item of page.items) feed.item({ ...item, disclosure: item.disclosure ?? page.disclosure }, feed.cursor);
    }
    connect(feed);
  } catch (problem) {
    if (feed.signal.aborted) return;
    if (problem.status === 0 || problem.status >= 500) later(feed);
    else feed.failed(problem);
  }
}
