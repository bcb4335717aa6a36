/** The data of the page's templates: strings, which the templates escape. */

export interface PageView {
  readonly title: string;
  /** The hash of the style sheet, for the page's content security policy. */
  readonly styleHash: string;
  readonly workflows: readonly WorkflowPageView[];
  readonly types: readonly TypeView[];
  readonly sources: readonly SourceView[];
}

export interface WorkflowPageView {
  readonly id: string;
  readonly workflowId: string;
  readonly summary: string;
  readonly description: readonly string[];
  readonly source: LinkView;
  readonly chart: ChartView;
  readonly example: string;
  /** Set only if the inputs have no declared properties. */
  readonly inputsType: string | false;
  readonly inputs: readonly InputView[];
  readonly steps: readonly StepView[];
  readonly outcomes: readonly OutcomePageView[];
}

export interface LinkView {
  readonly text: string;
  /** The ID of the target. */
  readonly target: string | false;
}

export interface InputView {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly default: string | false;
  readonly description: string | false;
  readonly isDeprecated: boolean;
}

export interface StepView {
  readonly id: string;
  readonly box: string;
  readonly stepId: string;
  readonly call: string;
  readonly description: readonly string[];
  readonly note: string | false;
  readonly source: LinkView;
  readonly criteria: readonly string[];
  readonly reads: readonly LinkView[];
  readonly outputs: readonly NamedView[];
  readonly transitions: readonly TransitionView[];
  /** For a step that sends a request. */
  readonly request: string | false;
  readonly responses: readonly NamedView[];
  readonly types: readonly LinkView[];
}

export interface NamedView {
  readonly name: string;
  readonly text: string;
}

export interface TransitionView {
  readonly words: string;
  readonly to: LinkView;
}

export interface OutcomePageView {
  readonly id: string;
  readonly name: string;
  readonly words: string;
  readonly outputs: readonly NamedView[];
}

export interface TypeView {
  readonly id: string;
  readonly name: string;
  readonly api: string;
  readonly text: string;
}

export interface SourceView {
  readonly name: string;
  readonly lines: readonly SourceLineView[];
}

export interface SourceLineView {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  /** The ID of the step that starts here. */
  readonly step: string | false;
}

export interface ChartView {
  readonly label: string;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly arrows: readonly ArrowView[];
  readonly boxes: readonly BoxView[];
}

export interface BoxView {
  readonly id: string;
  readonly target: string;
  readonly label: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly texts: readonly TextView[];
}

export interface TextView {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly kind: string;
}

export interface ArrowView {
  readonly kind: string;
  readonly path: string;
  readonly label: LabelView | false;
}

export interface LabelView {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly texts: readonly TextView[];
}
