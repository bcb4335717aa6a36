import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { bundleForBrowser } from "../../bench/bundle-for-browser.js";
import { hasChromium, launchChromium } from "../runtimes/chromium.js";
import { startHttpServer } from "../servers/http-server.js";
import { answerVideos } from "./videos-server.js";

const folder = fileURLToPath(new URL("../../examples/video-page", import.meta.url));

describe.skipIf(!hasChromium)("the page, in Chromium", () => {
  let browser: Browser;
  let script: string;

  beforeAll(async () => {
    script = (await bundleForBrowser('import "./page.js";', folder)).text;
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  /** The page, with the API beside it as in production. */
  async function open(readings: Parameters<typeof answerVideos>[1]) {
    const html = await readFile(`${folder}/index.html`, "utf8");
    const answer = answerVideos("/v1", readings);
    const server = await startHttpServer((request) => {
      const content = {
        "/": ["text/html", html],
        "/page.js": ["text/javascript", script],
      } as const;
      const [type, body] = content[request.url as keyof typeof content] ?? [];
      if (type === undefined) return answer(request);
      return { kind: "response", status: 200, headers: { "content-type": type }, body };
    });
    const page = await browser.newPage();
    onTestFinished(async () => {
      await page.close();
      await server.close();
    });
    await page.goto(server.url);
    return { page, server };
  }

  async function convert(page: Page, source: string): Promise<void> {
    await page.getByLabel("Address of the video").fill(source);
    await page.getByRole("button", { name: "Convert" }).click();
  }

  test("converts a video, shows how far it is, and links to what came out", async () => {
    const { page } = await open([
      { status: "running", percent: 40 },
      { status: "done", percent: 100, result: "https://example.com/a.mp4" },
    ]);
    await convert(page, "https://example.com/a.mov");
    const link = page.getByRole("status").getByRole("link", { name: "Converted video" });
    expect(await link.getAttribute("href")).toBe("https://example.com/a.mp4");
    expect(await page.getByRole("progressbar").getAttribute("value")).toBe("100");
  });

  test("stops on request, and polls no more", async () => {
    const { page, server } = await open([{ status: "running", percent: 40 }]);
    await convert(page, "https://example.com/a.mov");
    await page.locator('progress[value="40"]').waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("status").getByText("Stopped.").waitFor();
    const asked = server.requests.length;
    await page.waitForTimeout(600);
    expect(server.requests).toHaveLength(asked);
  });

  test("shows the step that failed", async () => {
    const { page } = await open([]);
    await convert(page, "https://example.com/a.txt");
    await page
      .getByRole("status")
      .getByText(/convert-video › startConversion \(POST startConversion\): .* 422/)
      .waitFor();
  });
});
