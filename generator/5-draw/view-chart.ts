import type { ChartBox } from "./chart.js";
import type { ChartLayout, PlacedArrow, PlacedBox, PlacedText, Point } from "./lay-out-chart.js";
import type { ArrowView, BoxView, ChartView, TextView } from "./page-views.js";

const roundness = 10;

/** A chart for its template. Every box links to the details of its step or outcome. */
export function viewChart(
  { left, width, height, boxes, arrows }: ChartLayout,
  label: string,
  prefix: string,
): ChartView {
  return {
    ...{ label, left, width, height },
    boxes: boxes.map((box) => viewBox(box, prefix)),
    arrows: arrows.map(viewArrow),
  };
}

/** The ID of a box in the page. */
export function boxIdOf(prefix: string, { id }: Pick<ChartBox, "id">): string {
  return `${prefix}-${id}`;
}

export function detailsIdOf(prefix: string, box: Pick<ChartBox, "id">): string {
  return `${boxIdOf(prefix, box)}-details`;
}

function viewBox({ box, texts, ...place }: PlacedBox, prefix: string): BoxView {
  const isRound = box.kind === "start" || box.kind === "end";
  return {
    id: boxIdOf(prefix, box),
    target: detailsIdOf(prefix, box),
    label: [box.title, ...box.lines].join(", "),
    kind: box.isReachable ? box.kind : `${box.kind} unreachable`,
    ...{ x: place.x, y: place.y, width: place.width, height: place.height },
    radius: isRound ? Math.min(20, place.height / 2) : 4,
    texts: texts.map(viewText),
  };
}

function viewText({ x, y, text, isTitle }: PlacedText): TextView {
  return { x, y, text, kind: isTitle ? "title" : "line" };
}

function viewArrow({ arrow, points, label }: PlacedArrow): ArrowView {
  return {
    kind: arrow.kind,
    path: pathThrough(points),
    label: label
      ? {
          ...{ x: label.x, y: label.y, width: label.width, height: label.height },
          texts: label.texts.map(viewText),
        }
      : false,
  };
}

/** An SVG path through the points, with round corners. */
function pathThrough(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (!first) return "";
  const parts = others.map((point, index) => {
    const next = others[index + 1];
    if (!next) return `L${show(point)}`;
    const before = towards(point, others[index - 1] ?? first);
    return `L${show(before)}Q${show(point)} ${show(towards(point, next))}`;
  });
  return `M${show(first)}${parts.join("")}`;
}

/** The point where the curve of a corner starts or ends. */
function towards(from: Point, to: Point): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const part = distance === 0 ? 0 : Math.min(roundness, distance / 2) / distance;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function show({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
