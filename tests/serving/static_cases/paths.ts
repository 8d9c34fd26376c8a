/** What paths stand for: directories, clean URLs, slashes, the fallback of single-page applications. */

import type { StaticCase, StaticSite } from "./case.ts";

function serves(path: string, body: string): StaticCase {
  return { shows: `${path} is ${body}`, ask: `GET ${path}`, status: 200, body: `@${body}` };
}

function leads(path: string, location: string): StaticCase {
  return {
    shows: `${path} leads to ${location}`,
    ask: `GET ${path}`,
    status: 301,
    has: { "Location": location, "Cache-Control": "no-cache" },
  };
}

function absent(path: string): StaticCase {
  return { shows: `${path} is absent`, ask: `GET ${path}`, status: 404, has: { "Location": undefined } };
}

const FILES = {
  "index.html": "home",
  "about.html": "about",
  "docs/index.html": "docs",
  "docs/page.html": "page",
  "both.html": "both",
  "both/index.html": "both as a directory",
  "empty/": "",
  "empty.html": "empty",
  "plain": "plain",
  "plain.html": "hidden by plain",
  "a.b.html": "two dots",
} as const;

export const DIRECTORIES: StaticSite = {
  name: "directories",
  settings: { files: { index: ["index.html", "index.htm"] } },
  files: { ...FILES, "old/index.htm": "old", "odd/index.html/": "", "odd/index.htm": "odd" },
  cases: [
    serves("/", "index.html"),
    serves("/docs/", "docs/index.html"),
    serves("/docs/index.html", "docs/index.html"),
    serves("/old/", "old/index.htm"),
    serves("/odd/", "odd/index.htm"),
    serves("/about.html", "about.html"),
    serves("//docs/./x/../", "docs/index.html"),
    leads("/docs", "/docs/"),
    leads("/docs?a=b&c=%20", "/docs/?a=b&c=%20"),
    leads("/empty", "/empty/"),
    leads("/docs/../docs", "/docs/"),
    absent("/empty/"),
    absent("/about"),
    absent("/about.html/"),
    absent("/absent/"),
  ],
};

export const CLEAN: StaticSite = {
  name: "clean URLs",
  settings: { files: { cleanUrls: true } },
  files: FILES,
  cases: [
    serves("/", "index.html"),
    serves("/about", "about.html"),
    serves("/docs/", "docs/index.html"),
    serves("/docs/page", "docs/page.html"),
    serves("/empty", "empty.html"),
    serves("/plain", "plain"),
    serves("/plain.html", "plain.html"),
    serves("/both/", "both/index.html"),
    serves("/both.html", "both.html"),
    serves("/a.b", "a.b.html"),
    leads("/both", "/both/"),
    leads("/index.html", "/"),
    leads("/about.html", "/about"),
    leads("/about.html?x=1", "/about?x=1"),
    leads("/docs", "/docs/"),
    leads("/docs/index.html", "/docs/"),
    leads("/docs/page.html", "/docs/page"),
    leads("/a.b.html", "/a.b"),
    absent("/about/"),
    absent("/absent"),
    absent("/absent.html"),
    absent("/.html"),
    {
      shows: "a clean URL has the media type of its file",
      ask: "GET /about",
      status: 200,
      has: { "Content-Type": "text/html; charset=utf-8", "ETag": /^"/ },
    },
    { shows: "a clean URL has a 304", ask: "GET /about", fields: ["If-None-Match: <tag>"], status: 304 },
    {
      shows: "a clean URL has ranges",
      ask: "GET /about",
      fields: ["Range: bytes=1-2"],
      status: 206,
      body: "bo",
    },
  ],
};

export const CLEAN_SLASH: StaticSite = {
  name: "clean URLs that end with a slash",
  settings: { files: { cleanUrls: true, trailingSlash: "always" } },
  files: FILES,
  cases: [
    serves("/about/", "about.html"),
    serves("/docs/", "docs/index.html"),
    serves("/docs/page/", "docs/page.html"),
    serves("/plain", "plain"),
    leads("/about", "/about/"),
    leads("/about.html", "/about/"),
    leads("/docs/index.html", "/docs/"),
    leads("/docs", "/docs/"),
    absent("/plain/x/"),
    absent("/absent/"),
  ],
};

export const NO_SLASH: StaticSite = {
  name: "no path ends with a slash",
  settings: { files: { cleanUrls: true, trailingSlash: "never" } },
  files: FILES,
  cases: [
    serves("/", "index.html"),
    serves("/about", "about.html"),
    serves("/docs", "docs/index.html"),
    serves("/docs/page", "docs/page.html"),
    leads("/docs/", "/docs"),
    leads("/docs/?q", "/docs?q"),
    leads("/about/", "/about"),
    leads("/docs/index.html", "/docs"),
    leads("/index.html", "/"),
    absent("/absent/"),
  ],
};

const PAGE = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

function navigates(path: string, ...fields: string[]): StaticCase {
  return {
    shows: `a person who goes to ${path} gets the application`,
    ask: `GET ${path}`,
    fields: [PAGE, ...fields],
    status: 200,
    body: "@app/index.html",
    has: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache" },
  };
}

function loads(path: string, ...fields: string[]): StaticCase {
  return { shows: `what a page loads from ${path} stays missing`, ask: `GET ${path}`, fields, status: 404 };
}

export const FALLBACK: StaticSite = {
  name: "a single-page application",
  settings: { files: { fallback: "app/index.html", cleanUrls: true, listing: true } },
  files: { "app/index.html": "application", "real.html": "real", "list/a.txt": "a" },
  cases: [
    navigates("/users/7"),
    navigates("/users/7", "Sec-Fetch-Mode: navigate"),
    navigates("/users/7?tab=2"),
    navigates("/users/"),
    navigates("/users/a%20b"),
    loads("/main.js", PAGE),
    loads("/assets/logo.png", "Accept: image/*"),
    loads("/api/users", "Accept: application/json"),
    loads("/users/7", "Accept: */*"),
    loads("/users/7"),
    loads("/users/7", PAGE, "Sec-Fetch-Mode: cors"),
    loads("/.env", PAGE),
    {
      shows: "a page that is there is itself",
      ask: "GET /real",
      fields: [PAGE],
      status: 200,
      body: "@real.html",
    },
    {
      shows: "a directory is listed",
      ask: "GET /list/",
      fields: [PAGE],
      status: 200,
      has: { "Content-Type": /^text\/html/, "Content-Security-Policy": /default-src/ },
    },
    {
      shows: "HEAD is answered alike",
      ask: "HEAD /users/7",
      fields: [PAGE],
      status: 200,
      has: { "Content-Length": "11" },
    },
    { shows: "a 304", ask: "GET /users/7", fields: [PAGE, "If-None-Match: *"], status: 304 },
    { shows: "a POST is refused as ever", ask: "POST /users/7", fields: [PAGE], status: 405 },
  ],
};

export const LISTING: StaticSite = {
  name: "listings",
  settings: { files: { listing: true, trailingSlash: "never" } },
  files: { "dir/<b>.txt": "x", "dir/.hidden": "x", "dir/sub/index.html": "sub" },
  cases: [
    {
      shows: "as JSON",
      ask: "GET /dir/?format=json",
      status: 200,
      has: { "Content-Type": "application/json" },
    },
    {
      shows: "as a page, with its own policy",
      ask: "GET /dir/",
      fields: [PAGE],
      status: 200,
      has: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": /default-src 'none'/ },
    },
    {
      shows: "as text for curl",
      ask: "GET /dir/",
      fields: ["User-Agent: curl/8.0", "Accept: */*"],
      status: 200,
      has: { "Content-Type": "text/plain; charset=utf-8" },
    },
    {
      shows: "of the root",
      ask: "GET /",
      fields: [PAGE],
      status: 200,
      has: { "Content-Type": /^text\/html/ },
    },
    leads("/dir", "/dir/"),
    serves("/dir/sub", "dir/sub/index.html"),
    leads("/dir/sub/", "/dir/sub"),
    absent("/dir/.hidden"),
    absent("/absent/"),
  ],
};
