import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

import { Button, IconButton } from "./Button";

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  size?: "sm" | "md" | "lg";
  /** `alertdialog` for a question that must be answered. */
  role?: "dialog" | "alertdialog";
}

const WIDTH = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl" };

export function Dialog({ title, isOpen, onClose, children, size = "md", role = "dialog" }: DialogProps) {
  const { t } = useTranslation("ui");
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === "dialog"}
      className="fixed inset-0 z-50 grid place-items-end overflow-y-auto bg-scrim sm:place-items-center sm:p-6"
    >
      <Modal className={cn("appear w-full rounded-t-lg bg-surface shadow-pop sm:rounded-lg", WIDTH[size])}>
        <AriaDialog role={role} className="flex max-h-[92dvh] flex-col outline-none">
          <header className="flex items-start justify-between gap-4 px-6 pt-5 pb-3">
            <Heading slot="title" level={2} className="text-lg">
              {title}
            </Heading>
            <IconButton label={t("close")} icon={<X size={18} />} onPress={onClose} className="-mt-1 -mr-2" />
          </header>
          <div className="overflow-y-auto px-6 pt-1 pb-6">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The row of buttons that ends a dialog or a form; the main one last. */
export function Actions({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cn("mt-6 flex flex-wrap justify-end gap-2", className)}>{children}</div>;
}

export interface ConfirmProps {
  title: string;
  text: ReactNode;
  confirmLabel: string;
  isOpen: boolean;
  isPending?: boolean;
  isDangerous?: boolean;
  error?: string | undefined;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot simply be undone. */
export function Confirm({ title, text, confirmLabel, isOpen, isPending = false, isDangerous = false, error, onConfirm, onClose }: ConfirmProps) {
  const { t } = useTranslation("ui");
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} size="sm" role="alertdialog">
      <div className="text-ink-soft">{text}</div>
      {error && (
        <p role="alert" className="mt-3 text-sm font-medium text-bad">
          {error}
        </p>
      )}
      <Actions>
        <Button onPress={onClose}>{t("cancel")}</Button>
        <Button variant={isDangerous ? "danger" : "primary"} isPending={isPending} onPress={onConfirm}>
          {confirmLabel}
        </Button>
      </Actions>
    </Dialog>
  );
}
