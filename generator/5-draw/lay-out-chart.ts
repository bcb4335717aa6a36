import { widthOf } from "../diagnostics/formats/shown-text.js";
import type { Chart, ChartArrow, ChartBox } from "./chart.js";
import { wrapText } from "./wrap-text.js";

/** A chart with the positions of its parts, in pixels. */
export interface ChartLayout {
  /** The left edge; negative if an arrow goes around the boxes. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly arrows: readonly PlacedArrow[];
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedBox extends Rectangle {
  readonly box: ChartBox;
  readonly texts: readonly PlacedText[];
}

export interface PlacedArrow {
  readonly arrow: ChartArrow;
  readonly points: readonly Point[];
  readonly label: (Rectangle & { readonly texts: readonly PlacedText[] }) | undefined;
}

/** A line of text, positioned by the middle of its baseline. */
export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly isTitle: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const columnWidth = 7.9;
const lineHeight = 18;
const margin = 12;
const boxPadding = { x: 14, y: 10 };
const labelPadding = { x: 4, y: 3 };
const boxColumns = 36;
const arrowColumns = 26;

/** Positions all boxes, arrows and labels so that no box or label covers another. */
export async function layOutChart({ boxes, arrows }: Chart): Promise<ChartLayout> {
  const { graphlib, layout } = await import("@dagrejs/dagre");
  const graph: LayoutGraph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({
    rankdir: "TB",
    nodesep: 28,
    edgesep: 18,
    ranksep: 34,
    marginx: margin,
    marginy: margin,
  });
  for (const box of boxes) graph.setNode(box.id, sizeOf(linesOfBox(box), boxPadding));
  for (const [index, arrow] of arrows.entries()) setArrow(arrow, index);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const placedArrows = arrows.map(placeArrow);
  // The size that the library computes includes boxes and labels, but not the bends of arrows beside them.
  const bends = placedArrows.flatMap(({ points }) => points.map(({ x }) => x));
  const left = Math.floor(Math.min(0, ...bends.map((x) => x - margin / 2)));
  const right = Math.ceil(Math.max(width, ...bends.map((x) => x + margin / 2)));
  return {
    left,
    width: right - left,
    height: Math.ceil(height),
    boxes: boxes.map((box) => {
      const place = aroundMiddle(graph.node(box.id));
      const titleLines = wrapText(box.title, boxColumns).length;
      return { box, ...place, texts: placeTexts(linesOfBox(box), place, titleLines) };
    }),
    arrows: placedArrows,
  };

  function setArrow(arrow: ChartArrow, index: number): void {
    const { from, to, kind } = arrow;
    const name = String(index);
    const size = arrow.lines.length > 0 ? sizeOf(linesOfArrow(arrow), labelPadding) : {};
    if (from === to) {
      // The label of a loop is below its step; the arrow leads to the label and back.
      graph.setNode(loopOf(index), { width: 20, height: 20, ...size });
      graph.setEdge(from, loopOf(index), { weight: 4 }, name);
      graph.setEdge(loopOf(index), to, { weight: 4 }, name);
    } else {
      // The layout keeps control flow straighter than data.
      graph.setEdge(from, to, { ...size, weight: kind === "data" ? 1 : 3, labelpos: "c" }, name);
    }
  }

  function placeArrow(arrow: ChartArrow, index: number): PlacedArrow {
    const { from, to } = arrow;
    const name = String(index);
    const isLoop = from === to;
    const edges = isLoop
      ? [graph.edge(from, loopOf(index), name), graph.edge(loopOf(index), to, name)]
      : [graph.edge(from, to, name)];
    const points = edges.flatMap((edge) => edge?.points ?? []);
    if (arrow.lines.length === 0) return { arrow, points, label: undefined };
    const place = aroundMiddle(isLoop ? graph.node(loopOf(index)) : edges[0]);
    return { arrow, points, label: { ...place, texts: placeTexts(linesOfArrow(arrow), place, 0) } };
  }
}

function loopOf(arrow: number): string {
  return `loop${arrow}`;
}

function linesOfBox({ title, lines }: ChartBox): readonly string[] {
  return [title, ...lines].flatMap((line) => wrapText(line, boxColumns));
}

function linesOfArrow({ lines }: ChartArrow): readonly string[] {
  return lines.flatMap((line) => wrapText(line, arrowColumns));
}

function sizeOf(lines: readonly string[], padding: Padding) {
  const columns = Math.max(...lines.map(widthOf));
  return {
    width: columns * columnWidth + 2 * padding.x,
    height: lines.length * lineHeight + 2 * padding.y,
  };
}

interface Padding {
  readonly x: number;
  readonly y: number;
}

/** The used part of the library's graph; the library's own declarations resolve to `any`. */
interface LayoutGraph {
  setGraph(options: Readonly<Record<string, string | number>>): void;
  setNode(id: string, size: Middle): void;
  setEdge(from: string, to: string, label: Middle & EdgeOptions, name: string): void;
  /** The size of the chart. */
  graph(): Middle;
  node(id: string): Middle | undefined;
  edge(from: string, to: string, name: string): (Middle & Course) | undefined;
}

interface EdgeOptions {
  readonly weight: number;
  readonly labelpos?: "c";
}

interface Course {
  readonly points?: readonly Point[];
}

interface Middle {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

function aroundMiddle({ x = 0, y = 0, width = 0, height = 0 }: Middle = {}): Rectangle {
  return {
    x: round(x - width / 2),
    y: round(y - height / 2),
    width: round(width),
    height: round(height),
  };
}

/** Centers the lines in their box. */
function placeTexts(
  lines: readonly string[],
  { x, y, width, height }: Rectangle,
  titleLines: number,
): readonly PlacedText[] {
  const top = y + (height - lines.length * lineHeight) / 2;
  return lines.map((text, index) => ({
    x: round(x + width / 2),
    y: round(top + (index + 0.75) * lineHeight),
    text,
    isTitle: index < titleLines,
  }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
