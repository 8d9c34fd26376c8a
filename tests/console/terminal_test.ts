import { assert, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { KEYS, openPty, type Pty } from "../_helpers/pty.ts";

function openDriver(columns = 80, env: Readonly<Record<string, string>> = {}, rows = 24): Pty {
  const driver = fromFileUrl(new URL("terminal_driver.ts", import.meta.url));
  const args = ["run", "--quiet", "--no-prompt", "--allow-all", driver];
  return openPty({ program: { command: Deno.execPath(), args }, cwd: Deno.cwd(), columns, rows, env });
}

async function notify(pty: Pty): Promise<void> {
  Deno.kill(await pty.pid(), "SIGUSR2");
}

Deno.test("Terminal shows a notice above the line being typed, and the line stays as it is", async () => {
  await using pty = openDriver();
  await pty.expect(/^driver >$/);
  await pty.type("alp");
  await pty.expect(/^driver > alp$/);
  await notify(pty);
  await pty.expect(/^a notice\ndriver > alp$/);
  await pty.enter("ha");
  await pty.expect(/^a notice\ndriver > alpha\n<alpha> of 80\ndriver >$/);
});

Deno.test("Terminal shows a notice above a line that is wrapped, with the cursor in the middle of it", async () => {
  await using pty = openDriver(40);
  await pty.expect(/^driver >$/);
  const line = "0123456789".repeat(7);
  await pty.type(line);
  await pty.expect(/^driver > (.|\n){71}$/);
  await pty.type("\x1b[D".repeat(60) + "X");
  await pty.expect(/^driver > 0123456789X(.|\n){62}$/);
  await notify(pty);
  await pty.expect(/^a notice\ndriver > 0123456789X(.|\n){62}$/);
  await pty.type("YZ");
  await pty.expect(/^a notice\ndriver > 0123456789XYZ(.|\n){62}$/);
  await pty.enter("");
  await pty.expect(/^a notice\ndriver > 0123456789XYZ[^<>]+\n<0123456789XYZ[^>]+> of 4\n0\ndriver >$/);
});

Deno.test("Terminal shows no prompt while a line is worked on, and keeps what is typed meanwhile", async () => {
  await using pty = openDriver();
  await pty.expect(/^driver >$/);
  await pty.enter("slow");
  await pty.expect(/^driver > slow\n$/);
  await pty.type("nex");
  await pty.expect(/^driver > slow\nnex$/);
  await notify(pty);
  await pty.expect(/^driver > slow\na notice\n<slow> of 80\ndriver > nex$/);
  await pty.enter("t");
  await pty.expect(/\ndriver > next\n<next> of 80\ndriver >$/);
});

Deno.test("Terminal shows lines that were typed ahead again when their turn comes", async () => {
  await using pty = openDriver();
  await pty.expect(/^driver >$/);
  await pty.enter("slow");
  await pty.expect(/^driver > slow\n$/);
  await pty.type("next\rend\r");
  await pty.expect(/^driver > slow\nnext\nend\n$/);
  await notify(pty);
  const answers = ["a notice", "<slow> of 80", "driver > next", "<next> of 80", "driver > end", "closed", ""];
  await pty.expect(new RegExp(`^driver > slow\nnext\nend\n${answers.join("\n")}$`));
});

Deno.test("Terminal answers Ctrl-C on an empty line, and clears any other", async () => {
  await using pty = openDriver();
  await pty.expect(/^driver >$/);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/^interrupted\ndriver >$/);
  await pty.type("rubbish\x1b[D");
  await pty.expect(/^interrupted\ndriver > rubbish$/);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/^interrupted\ndriver >$/);
  await pty.enter("beta");
  await pty.expect(/\ndriver > beta\n<beta> of 80\ndriver >$/);
});

Deno.test("Terminal completes on Tab and recalls lines by Up", async () => {
  await using pty = openDriver();
  await pty.expect(/^driver >$/);
  await pty.type("al");
  await pty.expect(/^driver > al$/);
  await pty.type(KEYS.tab);
  await pty.expect(/^driver > alpha$/);
  await pty.type(KEYS.enter);
  await pty.expect(/^driver > alpha\n<alpha> of 80\ndriver >$/);
  await pty.type(KEYS.up);
  await pty.expect(/<alpha> of 80\ndriver > alpha$/);
  await pty.type(KEYS.enter);
  await pty.expect(/(<alpha> of 80\ndriver >[^]*){2}$/);
});

Deno.test("Terminal completes when the words come late, but not a line that has changed meanwhile", async () => {
  await using pty = openDriver();
  await pty.expect(/^driver >$/);
  await pty.type("gam");
  await pty.expect(/^driver > gam$/);
  await pty.type(KEYS.tab);
  await pty.expect(/^asked\ndriver > gam$/);
  await notify(pty);
  await pty.expect(/^asked\na notice\ndriver > gamma$/);
  await pty.type(KEYS.ctrlC);
  await pty.type("gam");
  await pty.expect(/driver > gam$/);
  await pty.type(KEYS.tab);
  await pty.expect(/asked\n(?:.*\n)*asked\ndriver > gam$/);
  await pty.type("e");
  await pty.expect(/driver > game$/);
  await notify(pty);
  await pty.expect(/a notice\n(?:.*\n)*a notice\ndriver > game$/);
  await pty.enter("");
  await pty.expect(/driver > game\n<game> of 80\ndriver >$/);
});

Deno.test("Terminal gives the terminal back with the cursor at the start of a line", async () => {
  for (
    const [keys, shown] of [["end\r", /^driver > end\nclosed\n$/], [
      KEYS.ctrlD,
      /^driver >\nclosed\n$/,
    ]] as const
  ) {
    await using pty = openDriver();
    await pty.expect(/^driver >$/);
    await pty.type(keys);
    await pty.expect(shown);
    assertEquals((await pty.status).code, 7);
  }
});

Deno.test("Terminal shows a prompt that changes while it stands there, and what is typed behind it stays", async () => {
  await using pty = openDriver();
  await pty.expect(/^driver >$/);
  await pty.enter("state");
  await pty.type("alp");
  await pty.expect(/^driver > state\n<state> of 80\ndriver \[changed\] > alp$/);
  await pty.enter("ha");
  await pty.expect(/driver \[changed\] > alpha\n<alpha> of 80\ndriver \[changed\] >$/);
});

Deno.test("Terminal answers Ctrl-C while a line is worked on, whatever is typed meanwhile", async () => {
  await using pty = openDriver();
  await pty.expect(/^driver >$/);
  await pty.enter("wait");
  await pty.expect(/^driver > wait\n$/);
  await pty.type("alp");
  await pty.expect(/^driver > wait\nalp$/);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/^driver > wait\ninterrupted at work\n<wait> of 80\ndriver > alp$/);
});

Deno.test("Terminal answers a Ctrl-C that comes with Enter once the line is worked on", async () => {
  await using pty = openDriver();
  await pty.expect(/^driver >$/);
  await pty.type(`hang${KEYS.enter}${KEYS.ctrlC}next`);
  await pty.expect(/^driver > hang\n(next)?interrupted at work\n<hang> of 80\ndriver > next$/);
});

Deno.test("Terminal asks a question, and takes nothing for the answer that was typed before", async () => {
  await using pty = openDriver();
  await pty.expect(/^driver >$/);
  await pty.type("slow\rask\r");
  await pty.expect(/^driver > slow\nask\n$/);
  await pty.type("ye");
  await pty.expect(/\nye$/);
  await notify(pty);
  await pty.expect(/driver > ask\nSure\?$/);
  await pty.enter("no");
  await pty.expect(/Sure\? no\nanswer: no\n<ask> of 80\ndriver > ye$/);
  // The answer is not among the lines that Up recalls.
  await pty.type(KEYS.ctrlC + KEYS.up);
  await pty.expect(/driver > ask$/);
  await pty.enter("");
  await pty.expect(/Sure\?$/);
  await pty.type("n" + KEYS.ctrlC);
  await pty.expect(/Sure\? n\nno answer: Cancelled\.\n<ask> of 80\ndriver >$/);
});

Deno.test("Terminal paints in place, cut to the window, with notices above", async () => {
  await using pty = openDriver(40);
  await pty.expect(/^driver >$/);
  await pty.enter("live");
  await pty.expect(/^driver > live\na notice\nframe 5\n(wide){9}wid…\n<live> of 40\ndriver >$/);
});

Deno.test("Terminal paints what a low window shows, and the last line in any case", async () => {
  await using pty = openDriver(40, {}, 10);
  await pty.expect(/^driver >$/);
  await pty.enter("tall");
  await pty.expect(/^driver > tall\na notice\nframe 5\n1\n2\n3\n4\n5\n6\n…\n40\n<tall> of 40\ndriver >$/);
  // A window that was cleared whole would be kept by some terminals.
  assert(pty.output.text.includes("\x1b[9A\r\x1b[Kframe 5"));
});

Deno.test("Terminal recalls the lines of an earlier run", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const env = { DRIVER_HISTORY: `${directory}/new/history` };
    for (const lines of [["alpha", "end"], ["beta", "end"]]) {
      await using pty = openDriver(80, env);
      await pty.expect(/^driver >$/);
      for (const line of lines) await pty.enter(line);
      await pty.status;
    }
    await using pty = openDriver(80, env);
    await pty.expect(/^driver >$/);
    for (const line of ["end", "beta", "alpha"]) {
      await pty.type(KEYS.up);
      await pty.expect(new RegExp(`^driver > ${line}$`));
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
