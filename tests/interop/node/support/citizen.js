// A citizen's browser without a browser: keeps cookies, follows redirects, sends forms as the page wrote them.

/** The passcode of every citizen of the simulator. */
export const PASSCODE = "123456";

/** Redirects that a login may take before something is wrong. */
const MOST_REDIRECTS = 10;

export class Citizen {
  #cookies = new Map();

  /** Opens an address and follows redirects on the gateway's origin. Returns the page, or where the browser was sent elsewhere. */
  async open(address, form) {
    let url = new URL(address);
    const home = url.origin;
    let body = form;
    for (let hop = 0; hop < MOST_REDIRECTS; hop += 1) {
      const response = await fetch(url, {
        method: body ? "POST" : "GET",
        redirect: "manual",
        headers: { cookie: this.#cookieHeader(url), "accept-language": "en" },
        body,
      });
      this.#keep(response);
      if (response.status !== 303) return new Page(url, response.status, await response.text());
      url = new URL(response.headers.get("location"), url);
      body = undefined;
      if (url.origin !== home || url.pathname === "/callback") return { sentTo: url };
    }
    throw new Error(`expected at most ${MOST_REDIRECTS} redirects from \`${address}\``);
  }

  /** Sends the form of this id, its hidden fields with `fields` added. */
  async submit(page, formId, fields) {
    const { action, hidden } = page.form(formId);
    const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    return this.open(new URL(action, page.url), new URLSearchParams([...hidden, ...pairs]));
  }

  /** Logs in with number and passcode, then agrees to what is essential and to `ticked`. Returns the authorization response. */
  async logIn(authorizationUrl, personalNumber, ticked = []) {
    const login = await this.open(authorizationUrl);
    const consent = await this.submit(login, "login-form", { personal_number: personalNumber, passcode: PASSCODE });
    const { sentTo } = await this.submit(consent, "consent-form", { claim: ticked, allow: "chosen" });
    return sentTo;
  }

  #cookieHeader(url) {
    const sent = [...this.#cookies.values()].filter(({ path }) => url.pathname.startsWith(path));
    return sent.map(({ pair }) => pair).join("; ");
  }

  #keep(response) {
    for (const header of response.headers.getSetCookie()) {
      const [pair, ...attributes] = header.split(/; */);
      const path = attributes.find((attribute) => attribute.startsWith("Path="))?.slice("Path=".length) ?? "/";
      const name = pair.split("=")[0];
      if (attributes.includes("Max-Age=0")) this.#cookies.delete(name);
      else this.#cookies.set(name, { pair, path });
    }
  }
}

class Page {
  constructor(url, status, html) {
    Object.assign(this, { url, status, html });
  }

  /** Action and hidden fields of a form. The pages are this project's own and regular, so a pattern reads them. */
  form(id) {
    const found = this.html.match(new RegExp(`<form method="post" action="([^"]*)" id="${id}"[^>]*>([^]*?)</form>`));
    if (!found) throw new Error(`expected a form \`${id}\` at \`${this.url.pathname}\`, got status ${this.status}: ${this.html}`);
    const hidden = [...found[2].matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
    return { action: found[1], hidden: hidden.map(([, name, value]) => [name, value]) };
  }
}
