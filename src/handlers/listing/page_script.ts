/**
 * What a listing's page does in the browser: everything works without it, only slower.
 *
 * @module
 */

/** The script: sorts in place, filters, moves by keyboard, and tells times in the reader's time zone. */
export const PAGE_SCRIPT = String.raw`
(() => {
  "use strict";
  const table = document.querySelector("table");
  const body = table.tBodies[0];
  const status = document.querySelector("[role=status]");
  const filter = document.querySelector("#filter");
  const up = document.querySelector("[data-up] a");
  const summary = status.textContent;

  const fold = (text) => text.normalize().toLowerCase();
  const entries = [...body.querySelectorAll("tr:not([data-up])")].map((row) => {
    const link = row.querySelector("a");
    const url = link.getAttribute("href");
    const isFile = !url.endsWith("/");
    const name = decodeURIComponent(url.slice(2)).replace("/", "");
    const size = Number(row.cells[1].dataset.size ?? 0);
    const date = row.querySelector("time").dateTime;
    return { row, link, isFile, name, folded: fold(name), size, date };
  });

  // Sorting: the same order as the server's.
  const collator = new Intl.Collator("en", { numeric: true });
  const plain = (a, b) => (a < b ? -1 : Number(a > b));
  const compare = {
    name: (a, b) => collator.compare(a.name, b.name) || plain(a.name, b.name),
    size: (a, b) => a.size - b.size,
    date: (a, b) => plain(a.date, b.date),
  };
  const headings = [...document.querySelectorAll("thead th")];

  function sort(by, isDescending) {
    const sign = isDescending ? -1 : 1;
    entries.sort((a, b) => a.isFile - b.isFile || sign * compare[by](a, b) || compare.name(a, b));
    // Out of the document meanwhile: else each row moved costs as much as all of them.
    body.remove();
    body.append(...entries.map(({ row }) => row));
    table.append(body);
    for (const heading of headings) {
      const link = heading.querySelector("a");
      const key = new URL(link.href).searchParams.get("sort");
      const isActive = key === by;
      if (isActive) heading.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      else heading.removeAttribute("aria-sort");
      const nextDescends = isActive ? !isDescending : key !== "name";
      link.href = "?sort=" + key + "&order=" + (nextDescends ? "desc" : "asc");
    }
  }

  for (const heading of headings) {
    const link = heading.querySelector("a");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const url = new URL(link.href);
      sort(url.searchParams.get("sort"), url.searchParams.get("order") === "desc");
      history.replaceState(null, "", url);
    });
  }

  // Filtering: a name must have every word, in whatever case.
  function applyFilter() {
    const words = fold(filter.value).split(/\s+/).filter((word) => word !== "");
    let shown = 0;
    for (const { row, folded } of entries) {
      row.hidden = !words.every((word) => folded.includes(word));
      if (!row.hidden) shown++;
    }
    status.textContent = words.length === 0 ? summary : shown + " of " + entries.length + " shown";
  }

  function clearFilter() {
    if (filter === null || filter.value === "") return;
    filter.value = "";
    applyFilter();
  }

  if (filter !== null) {
    filter.addEventListener("input", applyFilter);
    if (filter.value !== "") applyFilter();
  }

  // The keyboard.
  const shownLinks = () => {
    const links = entries.filter(({ row }) => !row.hidden).map(({ link }) => link);
    return up === null ? links : [up, ...links];
  };

  function onFilterKey(event) {
    if (event.key === "Escape") {
      if (filter.value === "") filter.blur();
      clearFilter();
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      const first = entries.find(({ row }) => !row.hidden)?.link ?? up;
      first?.focus();
    } else return;
    event.preventDefault();
  }

  function onPageKey(event) {
    const links = shownLinks();
    const at = links.indexOf(document.activeElement);
    if (event.key === "/" && filter !== null) filter.select();
    else if (event.key === "Backspace" && up !== null) up.click();
    else if (event.key === "Escape") clearFilter();
    else if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (at < 0) return;
    else if (event.key === "ArrowUp") (links[at - 1] ?? filter)?.focus();
    else if (event.key === "Home") links[0].focus();
    else if (event.key === "End") links[links.length - 1].focus();
    else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target === filter) onFilterKey(event);
    else onPageKey(event);
  });

  // Whoever comes from a directory below finds it under the cursor.
  const from = document.referrer.split(/[?#]/)[0];
  const here = location.origin + location.pathname;
  if (from.startsWith(here)) {
    const child = here + from.slice(here.length).split("/")[0] + "/";
    entries.find(({ link }) => link.href === child)?.link.focus();
  }

  // Times: the reader's own zone, and UTC in the tooltip.
  const two = (number) => String(number).padStart(2, "0");
  for (const time of body.querySelectorAll("time")) {
    const date = new Date(time.dateTime);
    const day = [String(date.getFullYear()).padStart(4, "0"), two(date.getMonth() + 1), two(date.getDate())].join("-");
    time.title = time.dateTime;
    time.textContent = day + " " + two(date.getHours()) + ":" + two(date.getMinutes());
  }
  for (const withoutScript of document.querySelectorAll("thead small")) withoutScript.remove();
  for (const withScript of document.querySelectorAll(".prompt, .keys")) withScript.hidden = false;
})();
`;
