import { assert, assertEquals, assertMatch } from "@std/assert";
import { curlLine, rawLine, shellWord } from "../../src/console/curl_line.ts";
import { latin1Bytes, latin1Text } from "../_helpers/latin1.ts";
import { Random } from "../_helpers/random.ts";

const ADDRESS = { hostname: "127.0.0.1", port: 8080 };
const GET = { method: "GET", target: "/", version: "HTTP/1.1", fields: [["Host", "a.example"]] } as const;

/** What a shell makes of command lines: the words of each, one character a byte. */
async function words(lines: readonly string[]): Promise<readonly (readonly string[])[]> {
  const script = lines.map((line) => `curl ${line}; printf '\\n\\n'`).join("\n");
  const { stdout, stderr } = await new Deno.Command("sh", {
    args: ["-c", `curl() { printf '%s\\0' "$@"; }\n${script}`],
    env: { LC_ALL: "C" },
  }).output();
  assertEquals(new TextDecoder().decode(stderr), "");
  return latin1Text(stdout).split("\n\n").slice(0, -1).map((line) => line.split("\0").slice(0, -1));
}

Deno.test("curlLine() repeats a request as it came, and no field of curl's own", async () => {
  const fields = [["Host", "a.example"], ["X-Quote", `it's "$HOME" \`id\` \\`], ["X-Empty", ""], [
    "X-\u00e9",
    "\u00e9\t",
  ]] as const;
  const { command, notes } = curlLine({ ...GET, target: "/a/../[b]{c}?d='e'&f", fields }, ADDRESS);
  assertEquals(notes, []);
  const [sent] = await words([command.replace(/^curl /, "")]);
  assertEquals(sent, [
    "-i",
    "--path-as-is",
    "--globoff",
    ...[
      "-H",
      "Host: a.example",
      "-H",
      `X-Quote: it's "$HOME" \`id\` \\`,
      "-H",
      "X-Empty;",
      "-H",
      "X-\u00e9: \u00e9\t",
    ],
    ...["-H", "Accept:", "-H", "User-Agent:"],
    "http://127.0.0.1:8080/a/../[b]{c}?d='e'&f",
  ]);
});

Deno.test("curlLine() says the method, the version and an unusual target", () => {
  const cases: readonly (readonly [Partial<Parameters<typeof curlLine>[0]>, RegExp])[] = [
    [{ method: "HEAD" }, /^curl -i --head --path-as-is /],
    [{ method: "POST" }, /^curl -i -X POST /],
    [{ version: "HTTP/1.0", fields: [] }, /^curl -i --http1\.0 .* -H Host: http:/],
    [{ method: "OPTIONS", target: "*" }, / --request-target '\*' .* http:\/\/127\.0\.0\.1:8080\/$/],
    [{ target: "http://b/" }, / --request-target http:\/\/b\/ .* http:\/\/127\.0\.0\.1:8080\/$/],
    [{ target: "/a#b" }, / --request-target '\/a#b' .* http:\/\/127\.0\.0\.1:8080\/$/],
  ];
  for (const [changed, expected] of cases) {
    assertMatch(curlLine({ ...GET, ...changed }, ADDRESS).command, expected);
  }
});

Deno.test("curlLine() leaves secrets and bodies away, and says so", () => {
  const fields = [
    ["Authorization", "Basic dTpzZWNyZXQ="],
    ["COOKIE", "id=s3cret"],
    ["Content-Length", "5"],
  ] as const;
  const { command, notes } = curlLine({ ...GET, method: "POST", fields }, ADDRESS);
  assertMatch(command, / -H 'Authorization: Basic \*\*\*' -H 'COOKIE: \*\*\*' /);
  assert(!/dTpz|s3cret|Content-Length/.test(command), command);
  assertEquals(notes.length, 2);
});

Deno.test("rawLine() gives the bytes of a broken head, without its secrets", async () => {
  const head = "GET /%\x1b[2J HTTP/1.1\r\nA: it's \\ \x00\u00ff\nCookie : s3cret\r\n\r\n";
  const { command, notes } = rawLine(head, ADDRESS);
  assertMatch(command, /^printf '[ -~]*' \| nc 127\.0\.0\.1 8080$/);
  assert(!command.includes("s3cret"), command);
  assertEquals(notes.length, 2);
  const plain = head.replace("Cookie", "Kookie");
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", rawLine(plain, ADDRESS).command.replace(/ \| nc .*$/, "")],
    env: { LC_ALL: "C" },
  }).output();
  assertEquals(stdout, latin1Bytes(plain));
});

Deno.test("shellWord() is one word of a shell's, whatever is in it", async () => {
  const next = new Random(18);
  const special = [..."'\"\\$`!*?~#;&|<>(){}[] \t%-a0"];
  const any = Array.from({ length: 255 }, (_, code) => String.fromCharCode(code + 1)).filter((c) =>
    c !== "\n"
  );
  const texts = Array.from({ length: 300 }, () => next.text(next.oneIn(2) ? special : any, 12));
  assertEquals(await words(texts.map(shellWord)), texts.map((text) => [text]));
});
