import { expect, it } from "vitest";
import { routesOf } from "./routes-of.ts";

it("takes a handler whose work is to send the caller on for open, whatever ticket it refuses", () => {
  const files = {
    "src/app.ts": `
      import express from "express";
      import { find } from "./tickets.ts";
      const app = express();
      app.get("/verify", async (req, res) => {
        const ticket = await find(req.query.ticket);
        if (!ticket) return res.status(401).end();
        return res.redirect(req.query.to);
      });
      app.listen(3000);`,
    "src/tickets.ts": `export declare function find(ticket: string): Promise<object | null>;`,
  };
  expect(routesOf(files)).toEqual(["GET /verify: none"]);
});
