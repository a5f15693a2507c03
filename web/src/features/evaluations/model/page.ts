import type { AnswerOut, CriterionOut, CriterionScoreOut, EvaluationOut, SectionOut } from "@/api/generated";

/** One criterion of an evaluation with what was asked, answered and counted. */
export interface Line {
  criterion: CriterionOut;
  answer: AnswerOut | undefined;
  score: CriterionScoreOut | undefined;
}

export interface Block {
  section: SectionOut;
  /** 0–100, after fatal errors; null when nothing in it was counted. */
  score: number | null;
  lines: Line[];
}

/** From this share of a criterion on, the answer is a strength. */
const STRONG = 0.9;

/** The answers section by section. What a condition hid and nobody answered is left out. */
export function blocksOf(evaluation: EvaluationOut, sections: readonly SectionOut[]): Block[] {
  const answers = new Map(evaluation.answers.map((answer) => [answer.criterion, answer]));
  const scores = new Map(evaluation.criteria.map((score) => [score.key, score]));
  return sections
    .map((section) => ({
      section,
      score: evaluation.sections.find(({ key }) => key === section.key)?.final_score ?? null,
      lines: section.criteria
        .map((criterion) => ({ criterion, answer: answers.get(criterion.key), score: scores.get(criterion.key) }))
        .filter(({ score }) => score?.state !== "hidden"),
    }))
    .filter(({ lines }) => lines.length > 0);
}

/** What went well, the best first: said before anything else. */
export function strengthsOf(blocks: readonly Block[]): Line[] {
  const earned = (line: Line): number => line.score?.p ?? 0;
  return blocks
    .flatMap(({ lines }) => lines)
    .filter((line) => line.score?.state === "scored" && earned(line) >= STRONG)
    .sort((one, other) => earned(other) - earned(one));
}

/** Whether a fatal error made the final score differ from what was earned. */
export function wasOverruled({ raw_score, overall_score }: Pick<EvaluationOut, "raw_score" | "overall_score">): boolean {
  return raw_score !== null && raw_score !== overall_score;
}
