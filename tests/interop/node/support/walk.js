// A tour of every page a citizen can meet.

import { PASSCODE } from "./citizen.js";

/** Leads the page through the realm at `start` (its start page) as this citizen and calls `see(name)` at every stop. */
export async function walk(page, start, citizen, see) {
  await page.goto(start);
  await see("start");
  await page.goto(new URL("errors", start).href);
  await see("errors");
  await page.goto(new URL("demo/login", start).href);
  await see("login");
  await page.fill("#passcode", "000000");
  await page.fill("#personal_number", citizen.personal_number);
  await page.click("#login");
  await page.locator("#error").waitFor();
  await see("wrong-passcode");
  await page.fill("#q", citizen.name);
  await page.click("#search-submit");
  await page.getByTestId("search-results").waitFor();
  await see("search");
  await page.fill("#personal_number", citizen.personal_number);
  await page.fill("#passcode", PASSCODE);
  await page.click("#login");
  await page.locator("#consent-form").waitFor();
  await see("consent");
  await page.click("#allow-all");
  await page.getByTestId("demo-logged-in").waitFor();
  await see("claims");
  await page.goto(new URL("../end_session", start).href);
  await see("logout");
  await page.click("#logout");
  await page.getByTestId("logged-out").waitFor();
  await see("logged-out");
  await page.goto(new URL("demo/login", start).href);
  await page.click("#cancel");
  await page.getByTestId("demo-refused").waitFor();
  await see("refused");
  await page.goto(new URL("../authorize?client_id=nobody", start).href);
  await see("error");
}
