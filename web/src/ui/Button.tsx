import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { Link, type LinkProps } from "react-router";

import { cn } from "@/lib/cn";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-primary text-on-primary hover:bg-primary-strong",
  secondary: "bg-surface text-ink border border-line-strong hover:bg-hover",
  quiet: "text-ink-soft hover:bg-sunken hover:text-ink",
  danger: "bg-bad text-on-bad hover:bg-bad-strong",
};

const SIZES: Record<ButtonSize, string> = { sm: "h-8 px-3 text-sm gap-1.5", md: "h-10 px-4 text-[0.9375rem] gap-2" };

const BASE =
  "inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap transition-colors select-none data-disabled:opacity-50 aria-disabled:opacity-50";

export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md"): string {
  return cn(BASE, VARIANTS[variant], SIZES[size]);
}

interface Looks {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** An icon before the words; decorative. */
  icon?: ReactNode;
}

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "children">, Looks {
  children: ReactNode;
  className?: string;
}

export function Button({ variant, size, icon, className, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={cn(buttonClass(variant, size), rest.isPending && "opacity-70", className)}>
      {icon}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "children"> {
  /** What the button does; spoken, as the icon says nothing. */
  label: string;
  icon: ReactNode;
  className?: string;
}

export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={cn(
        "inline-grid size-9 shrink-0 place-items-center rounded-md text-ink-soft transition-colors hover:bg-sunken hover:text-ink data-disabled:opacity-50",
        className,
      )}
    >
      {icon}
    </AriaButton>
  );
}

export interface ButtonLinkProps extends LinkProps, Looks {}

/** A link that looks like a button: for going somewhere, never for doing something. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={cn(buttonClass(variant, size), className)}>
      {icon}
      {children}
    </Link>
  );
}
