import { assertEquals } from "@std/assert";
import { checkSettings } from "../../src/settings/check.ts";
import { formatProblem } from "../../src/settings/settings_error.ts";

function lines(text: string): string[] {
  return checkSettings(text, "f").problems.map(formatProblem);
}

Deno.test("checkSettings() gives the values of a good file, in their own units", () => {
  const text = `{
    // comment
    "$schema": "https://example.org/linpr.json",
    "general": { "port": 8080, "host": "[::1]" },
    "timeouts": { "idle": "1m" },
    "files": { "index": ["a.html",], },
  }`;
  const { values, problems } = checkSettings(text, "f");
  assertEquals(problems, []);
  assertEquals([...values], [
    ["general.port", 8080],
    ["general.host", "::1"],
    ["timeouts.idle", 60_000],
    ["files.index", ["a.html"]],
  ]);
});

Deno.test("checkSettings() takes an empty object and empty sections", () => {
  for (const text of ["{}", '{"general": {}, "cache": {}}']) {
    assertEquals(checkSettings(text, "f"), { values: new Map(), problems: [], warnings: [] });
  }
});

Deno.test("checkSettings() reports every problem of a file, in the order of the text", () => {
  const text = `{
  "general": {
    "port": "80x",
    "prot": 80,
    "host": "a b"
    "port": 99999
  },
  "Limit": {},
  "timeouts": { "idle": "soon" },
  "cache": 7
}`;
  assertEquals(lines(text), [
    'f:3:13 general.port: expected a port, 1 to 65535 (0: any free one), got "80x"',
    "f:4:5 general.prot: unknown key; did you mean general.port?",
    'f:5:13 general.host: expected a host name or an IP address, got "a b"',
    'f:6:5: expected "," before "port"',
    "f:6:5 general.port: written twice, first on line 3",
    "f:6:13 general.port: expected a port, 1 to 65535 (0: any free one), got 99999",
    "f:8:3 Limit: unknown section; did you mean limits?",
    'f:9:25 timeouts.idle: expected a duration, 1ms to 24h, such as "250ms", "10s", "5m", "1h" or a number of ' +
    'milliseconds, got "soon"',
    "f:10:12 cache: expected an object, got 7",
  ]);
});

Deno.test("checkSettings() says of each unknown name what was meant", () => {
  const cases: [text: string, problem: string][] = [
    ['{"port": 80}', "port: unknown section; did you mean general.port?"],
    ['{"general": {"idle": 1}}', "general.idle: unknown key; did you mean timeouts.idle?"],
    [
      '{"general": {"contentroot": "a"}}',
      "general.contentroot: unknown key; did you mean general.contentRoot?",
    ],
    ['{"general.port": 80}', 'general.port: keys stand in their section: write { "general": { "port": … } }'],
    [
      '{"tls": {}}',
      "tls: unknown section (there are general, limits, timeouts, files, codings, routing, handlers, headers, access, control, log, cache)",
    ],
    ['{"cache": {"colour": 1}}', "cache.colour: unknown key (cache has size, largestFile, validFor)"],
    ['{"cache": {"__proto__": 1}}', "cache.__proto__: unknown key (cache has size, largestFile, validFor)"],
    [
      '{"constructor": {}}',
      "constructor: unknown section (there are general, limits, timeouts, files, codings, routing, handlers, headers, access, control, log, cache)",
    ],
  ];
  for (const [text, problem] of cases) {
    assertEquals(lines(text).map((line) => line.replace(/^f:1:\d+ /, "")), [problem]);
  }
});

Deno.test("checkSettings() wants an object of objects", () => {
  assertEquals(lines("[1]"), ["f:1:1: expected an object of sections, got [1]"]);
  assertEquals(lines('"a"'), ['f:1:1: expected an object of sections, got "a"']);
  assertEquals(lines('{"files": null}'), ["f:1:11 files: expected an object, got null"]);
  assertEquals(lines('{"files": {"dotfiles": {"a": 1}}}'), [
    "f:1:24 files.dotfiles: expected true or false, got an object",
  ]);
});

Deno.test("checkSettings() reports a section that is written twice, and checks both", () => {
  assertEquals(lines('{"cache": {"size": -1},\n"cache": {"size": "x"}}'), [
    'f:1:20 cache.size: expected a size, 0 to 16 GiB, such as "8 KiB" or a number of bytes, got -1',
    "f:2:1 cache: written twice, first on line 1",
    'f:2:19 cache.size: expected a size, 0 to 16 GiB, such as "8 KiB" or a number of bytes, got "x"',
  ]);
});

Deno.test("checkSettings() does not judge values where the syntax is lost", () => {
  assertEquals(lines('{"general": {port: 80, "prot": 1}}'), [
    "f:1:14: port is not JSON; keys and text stand in double quotes",
  ]);
});

Deno.test("checkSettings() keeps hostile names and values off the terminal", () => {
  const text = JSON.stringify({ "a\x1b[2J": {}, general: { ["x\u202e".repeat(500)]: 1, host: "\x9b\n" } });
  for (const line of lines(text)) {
    assertEquals(/[\p{Cc}\p{Cf}]/u.test(line), false);
    assertEquals(line.length < 600, true);
  }
});

Deno.test("checkSettings() keeps the order of a map, whatever its names look like", () => {
  const text =
    `{ "headers": { "cacheControl": { "*.css": "no-store", "404": "no-cache", "__proto__": "private" } } }`;
  const { values, problems } = checkSettings(text, "f");
  assertEquals(problems, []);
  assertEquals([...values], [
    ["headers.cacheControl", [["*.css", "no-store"], ["404", "no-cache"], ["__proto__", "private"]]],
  ]);
});

Deno.test("checkSettings() says where in a list or map each mistake is", () => {
  const text = `{
  "files": {
    "download": ["*.zip", "a***", 7],
    "mediaTypes": { "foo": "text", ".FOO": "text/x-foo", "a.b": 1 }
  },
  "headers": {
    "cacheControl": { "*": "max-age 5", "*": "no-cache" },
    "set": {
      "*.html": {
        "Date": "now", "x-b": "é",
        "X-B": "1", "x-b": "2"
      },
      "a{b": {},
      "/x/**": ["X-A: 1"]
    }
  }
}`;
  assertEquals(lines(text), [
    'f:3:27 files.download[1]: expected a glob without "***", got "a***"',
    'f:3:35 files.download[2]: expected a glob such as "*.css" or "/img/**", got 7',
    'f:4:28 files.mediaTypes.foo: expected a media type such as "text/plain", got "text"',
    'f:4:36 files.mediaTypes: expected each name once, got ".FOO"',
    'f:4:58 files.mediaTypes: expected a file extension such as ".foo", got "a.b"',
    'f:4:65 files.mediaTypes.a.b: expected a media type such as "text/plain", got 1',
    "f:7:41 headers.cacheControl.*: written twice, first on line 7",
    'f:10:9 headers.set.*.html: expected a field that LINPR does not set itself, got "Date"',
    'f:11:9 headers.set.*.html: expected each name once, got "X-B"',
    "f:11:21 headers.set.*.html.x-b: written twice, first on line 10",
    'f:13:7 headers.set: expected a glob with a "}" for every "{", got "a{b"',
    'f:14:16 headers.set./x/**: expected fields such as {"X-Robots-Tag":"noindex"}, got ["X-A: 1"]',
  ]);
});

Deno.test("checkSettings() says what is wrong with who may enter", () => {
  const text = `{
  "access": {
    "allow": ["10.0.0.0/8", "10.1.2.3/8"],
    "users": {
      "anna": "$scrypt$ln=14,r=8,p=5$c29kaXVtIGNobG9y$YR0hSWKNWgNZQqGFVmOsAA",
      "b:b": "secret"
    },
    "realms": {
      "/a/**": { "realm": "A", "user": ["anna"] },
      "/b/**": { "users": ["anna"] },
      "/c/**": { "realm": "C", "open": true },
      "/d/**": { "realm": "\\n", "users": [] }
    }
  }
}`;
  const realm = 'a realm such as {"realm":"Administration","users":["anna"]}, or {"open":true}';
  const names = "a list of 1 to 1000 names of access.users";
  assertEquals(lines(text), [
    'f:3:29 access.allow[1]: expected no bits beyond the block\'s prefix, as in "10.0.0.0/8", or a single ' +
    'address, got "10.1.2.3/8"',
    'f:6:7 access.users: expected a user name of at most 100 characters, without ":", got "b:b"',
    "f:6:14 access.users.b:b: expected the hash of a password, as 'linpr hash' prints it: " +
    '$scrypt$ln=14,r=8,p=5$…, got "…"',
    'f:9:32 access.realms./a/**: expected realm, users or open, got "user"; did you mean users?',
    `f:10:16 access.realms./b/**: expected ${realm}, got an object`,
    `f:11:16 access.realms./c/**: expected ${realm}, got an object`,
    "f:12:27 access.realms./d/**.realm: expected printable ASCII text, no space at either end, " +
    '1 to 100 characters, got "\\n"',
    `f:12:42 access.realms./d/**.users: expected ${names}, got []`,
  ]);
});

Deno.test("checkSettings() finds a realm's user who has no password", () => {
  const users = '"users": { "anna": "$scrypt$ln=14,r=8,p=5$c29kaXVtIGNobG9y$YR0hSWKNWgNZQqGFVmOsAA" }';
  const realms = '"realms": { "/**": { "realm": "A", "users": ["anna", "bob"] } }';
  assertEquals(lines(`{ "access": {\n ${users},\n ${realms} } }`), [
    'f:3:55 access.realms./**.users[1]: expected a name of access.users, got "bob"',
  ]);
  // The environment may give the users.
  assertEquals(lines(`{ "access": { ${realms} } }`), []);
});

Deno.test("checkSettings() wants an object for a map, and no object for anything else", () => {
  const problemOf = (text: string) => lines(text).join().replace(/^f:[0-9:]+ /, "");
  assertEquals(
    problemOf('{"files": {"mediaTypes": [["foo", "text/plain"]]}}'),
    'files.mediaTypes: expected an object of at most 1000 pairs such as {".foo":"text/x-foo"}, ' +
      'typed .foo=text/x-foo, got [["foo","text/plain"]]',
  );
  assertEquals(
    problemOf('{"files": {"index": {"0": "index.html"}}}'),
    "files.index: expected a list of at most 16 file names, without slashes, got an object",
  );
});
