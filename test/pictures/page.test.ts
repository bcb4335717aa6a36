import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draw } from "../../generator/draw.js";
import { hasChromium, launchChromium } from "../runtimes/chromium.js";

const documents = {
  seed: join(import.meta.dirname, "../../specs/arazzo"),
  loops: join(import.meta.dirname, "loops/arazzo.yaml"),
  workflows: join(import.meta.dirname, "workflows/arazzo.yaml"),
  hostile: join(import.meta.dirname, "hostile/arazzo.json"),
} as const;

describe.skipIf(!hasChromium)("the page in Chromium", () => {
  let browser: Browser;
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "page-"));
    for (const [name, document] of Object.entries(documents)) {
      const { pictures } = await draw([document], { format: "html", together: true });
      await writeFile(join(folder, `${name}.html`), pictures[0]?.text ?? "");
    }
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  /** Opens a page; what it complains of, and what it asks the network for, is remembered. */
  async function open(
    name: keyof typeof documents,
    { width = 1280, colorScheme = "light" as "light" | "dark" } = {},
  ) {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) complaints.push(request.url());
    });
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    return { page, complaints };
  }

  test("a click on a step leads to its details, and from there to its line", async () => {
    const { page, complaints } = await open("loops");
    await page.getByRole("link", { name: /^create, POST \/jobs/ }).click();
    const told = page.locator("li:target");
    await expect.poll(() => told.isVisible()).toBe(true);
    expect(await told.textContent()).toContain("Creates the job.");
    expect(await told.textContent()).toContain("createJob(request: {");
    await told.getByRole("link", { name: /arazzo\.yaml:\d+/ }).click();
    expect(await page.locator(".line:target").textContent()).toContain("stepId: create");
    await page.locator(".line:target a").click();
    expect(await told.textContent()).toContain("Creates the job.");
    expect(complaints).toEqual([]);
  });

  test("the keyboard reaches the boxes in the order of the steps, and shows where it is", async () => {
    const { page } = await open("loops");
    await page.locator(".picture").focus();
    const names: (string | null)[] = [];
    for (let count = 0; count < 4; count += 1) {
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      names.push((await focused.getAttribute("aria-label"))?.split(",")[0] ?? null);
      const width = await focused.evaluate((box) => {
        const rectangle = box.querySelector("rect");
        return rectangle && getComputedStyle(rectangle).strokeWidth;
      });
      expect(width).toBe("4px");
    }
    expect(names).toEqual(["start", "create", "wait", "tidy"]);
    await page.keyboard.press("Enter");
    expect(await page.locator("li:target h4").textContent()).toBe("tidy");
  });

  test.for(["seed", "loops", "workflows", "hostile"] as const)(
    "no box or label of %s lies on another, and no text leaves its own",
    async (name) => {
      const { page, complaints } = await open(name);
      expect(await overlaps(page)).toEqual([]);
      expect(await textsOutside(page)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  test("hostile text neither runs nor makes elements", async () => {
    const { page } = await open("hostile");
    expect(await page.evaluate(() => Reflect.get(globalThis, "hacked"))).toBeUndefined();
    expect(await page.locator("script, img, iframe, [onerror]").count()).toBe(0);
    const links = await page
      .locator("a")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    expect(links.filter((href) => !href?.startsWith("#"))).toEqual([]);
  });

  test("every link leads to something in the page", async () => {
    for (const name of ["seed", "workflows", "hostile"] as const) {
      const { page } = await open(name);
      const dead = await page
        .locator("a")
        .evaluateAll((all) =>
          all
            .map((a) => a.getAttribute("href")?.slice(1) ?? "")
            .filter((id) => document.getElementById(id) === null),
        );
      expect(dead).toEqual([]);
    }
  });

  test.for(["light", "dark"] as const)(
    "%s: all text stands out from its ground",
    async (colorScheme) => {
      const { page } = await open("loops", { colorScheme });
      expect(await page.evaluate(contrasts)).toEqual([]);
    },
  );

  test("on a phone only the picture scrolls, and it can be made to fit", async () => {
    const { page } = await open("seed", { width: 390 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const picture = page.locator(".picture svg");
    expect((await picture.boundingBox())?.width).toBeGreaterThan(390);
    await page.getByLabel("Fit to width").check();
    expect((await picture.boundingBox())?.width).toBeLessThan(390);
  });
});

/** The texts of boxes and labels that lie on each other. */
function overlaps(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".picture svg")].flatMap((svg) => {
      const all = [...svg.querySelectorAll(".box > rect, .label > rect")];
      return all.flatMap((one, index) =>
        all.slice(index + 1).flatMap((other) => {
          const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
          const apart =
            a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          return apart
            ? []
            : [`${one.parentElement?.textContent} ${other.parentElement?.textContent}`];
        }),
      );
    }),
  );
}

function textsOutside(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".picture svg text")].flatMap((text) => {
      const inner = text.getBoundingClientRect();
      const outer = text.parentElement?.querySelector("rect")?.getBoundingClientRect();
      const isInside =
        outer &&
        inner.left >= outer.left &&
        inner.right <= outer.right &&
        inner.top >= outer.top &&
        inner.bottom <= outer.bottom;
      return isInside ? [] : [text.textContent ?? ""];
    }),
  );
}

/** The pairs of colours of text and ground that are less apart than WCAG's 4.5 to 1. */
function contrasts(): readonly string[] {
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const styles = getComputedStyle(document.documentElement);
  const probe = document.body.appendChild(document.createElement("i"));
  const colorOf = (name: string) => {
    probe.style.color = styles.getPropertyValue(name);
    return luminance(getComputedStyle(probe).color);
  };
  const texts = ["--text", "--quiet", "--link"];
  const grounds = ["--back", "--soft", "--target"];
  return texts.flatMap((text) =>
    grounds.flatMap((ground) => {
      const [dark = 0, light = 0] = [colorOf(text), colorOf(ground)].sort((a, b) => a - b);
      const ratio = (light + 0.05) / (dark + 0.05);
      return ratio >= 4.5 ? [] : [`${text} on ${ground}: ${ratio.toFixed(2)}`];
    }),
  );
}
