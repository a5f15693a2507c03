import type { UseMutationResult } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";

import { problemText, toProblem } from "@/api/problem";
import { Button, Confirm, toast } from "@/ui";

export interface DeleteButtonProps {
  label: string;
  title: string;
  text: string;
  /** Said afterwards. */
  done: string;
  remove: UseMutationResult<unknown, Error, void>;
}

/** Deletes after asking. */
export function DeleteButton({ label, title, text, done, remove }: DeleteButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const onSuccess = (): void => {
    setAsking(false);
    toast.done(done);
  };
  return (
    <>
      <Button size="sm" variant="quiet" icon={<Trash2 size={15} />} onPress={() => setAsking(true)}>
        {label}
      </Button>
      <Confirm
        title={title}
        text={text}
        confirmLabel={label}
        isOpen={isAsking}
        isDangerous
        isPending={remove.isPending}
        error={remove.error ? problemText(toProblem(remove.error)) : undefined}
        onConfirm={() => remove.mutate(undefined, { onSuccess })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
