import { hasButtons } from "../../model/keys";
import { ChoiceControl } from "./ChoiceControl";
import type { ControlProps } from "./control";
import { ScaleControl } from "./ScaleControl";
import { NumberControl, TextControl } from "./TypedControl";

/** What answers a criterion, by its kind. */
export function AnswerControl(props: ControlProps) {
  const { criterion } = props;
  if (criterion.kind === "text") return <TextControl {...props} />;
  if (!hasButtons(criterion)) return <NumberControl {...props} />;
  return criterion.kind === "scale" ? <ScaleControl {...props} /> : <ChoiceControl {...props} />;
}
