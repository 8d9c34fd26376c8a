import { assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { KEYS, openPty, type Pty } from "../_helpers/pty.ts";

function openDriver(columns = 80): Pty {
  const driver = fromFileUrl(new URL("terminal_driver.ts", import.meta.url));
  const args = ["run", "--quiet", "--no-prompt", "--allow-all", driver];
  return openPty({ program: { command: Deno.execPath(), args }, cwd: Deno.cwd(), columns });
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
