/** An application of Hono as anybody would write it; nothing in it knows of LINPR. */

import { Hono } from "hono";
import { setCookie } from "hono/cookie";
import { stream } from "hono/streaming";

const app: Hono = new Hono();

app.use(async (context, next) => {
  await next();
  context.header("X-Served-By", "hono");
});
app.get("/hono/users/:name", (context) => context.json({ name: context.req.param("name") }));
app.post("/hono/json", async (context) => context.json(await context.req.json(), 201));
app.put("/hono/echo", (context) => new Response(context.req.raw.body));
app.post("/hono/form", async (context) => {
  const { file, note } = await context.req.parseBody();
  const size = file instanceof File ? file.size : -1;
  return context.text(`${size} ${note}`);
});
app.get("/hono/cookies", (context) => {
  setCookie(context, "a", "1");
  setCookie(context, "b", "2");
  return context.redirect("/hono/users/a");
});
app.get("/hono/stream", (context) =>
  stream(context, async (out) => {
    for (const word of ["one ", "two ", "three"]) await out.write(word);
  }));

export default app;
