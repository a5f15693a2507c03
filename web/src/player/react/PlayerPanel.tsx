import { FastForward, LoaderCircle, Pause, Play, RotateCcw, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/numbers";
import { IconButton, Notice, Select } from "@/ui";

import { STEP } from "../core/keys";
import type { Player } from "../core/player";
import { RATES } from "../core/taste";
import { formatClock } from "../core/time";
import type { Picture } from "./draw";
import { usePlayerState } from "./use-player";
import { Wave } from "./Wave";

export interface PlayerPanelProps {
  player: Player;
  /** Undefined while it is fetched. */
  channels: readonly (readonly number[])[] | undefined;
  /** Who speaks on each channel, where that is known. */
  channelNames: readonly string[];
  picture: Omit<Picture, "channels" | "at" | "duration">;
  /** Further buttons beside the others. */
  actions?: ReactNode;
}

/** Everything to listen with. It never moves the focus, and every control has a name. */
export function PlayerPanel({ player, channels, channelNames, picture, actions }: PlayerPanelProps) {
  const { t } = useTranslation("player");
  const { phase } = usePlayerState(player);
  return (
    <div role="group" aria-label={t("title")} className="flex min-w-0 flex-col gap-2.5">
      <div>
        {channelNames.length > 1 && <ChannelName>{channelNames[0]}</ChannelName>}
        <Wave player={player} channels={channels ?? [[]]} {...picture} />
        <div className="flex items-baseline justify-between gap-3">
          {channelNames.length > 1 ? <ChannelName>{channelNames[1]}</ChannelName> : <span />}
          <Clock player={player} />
        </div>
      </div>
      {phase === "failed" && <Notice tone="bad">{t("failed")}</Notice>}
      <Controls player={player} actions={actions} />
    </div>
  );
}

function ChannelName({ children }: { children: ReactNode }) {
  return <p className="text-xs leading-5 text-ink-faint">{children}</p>;
}

function Clock({ player }: { player: Player }) {
  const { at, duration } = usePlayerState(player);
  return (
    <p className="text-sm whitespace-nowrap">
      <span className="font-semibold">{formatClock(at)}</span>
      <span className="text-ink-soft">{` / ${formatClock(duration)}`}</span>
    </p>
  );
}

function Controls({ player, actions }: { player: Player; actions: ReactNode }) {
  const { t } = useTranslation("player");
  const { phase, isWaiting, rate, skipsSilence } = usePlayerState(player);
  const isPlaying = phase === "playing";
  const Icon = isWaiting ? LoaderCircle : isPlaying ? Pause : Play;
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-2">
      <IconButton label={t("back", { seconds: STEP })} icon={<RotateCcw size={19} />} onPress={() => player.step(-STEP)} className="size-10" />
      <Button
        aria-label={isPlaying ? t("pause") : t("play")}
        onPress={player.toggle}
        className="grid size-11 shrink-0 place-items-center rounded-full bg-primary text-on-primary transition-colors hover:bg-primary-strong"
      >
        <Icon size={20} aria-hidden className={cn(isWaiting && "animate-spin")} />
      </Button>
      <IconButton label={t("forward", { seconds: STEP })} icon={<RotateCw size={19} />} onPress={() => player.step(STEP)} className="size-10" />
      <div className="ml-auto flex items-center gap-1">
        <Select
          label={t("rate")}
          hideLabel
          options={RATES.map((one) => ({ id: String(one), label: t("times", { rate: formatNumber(one, one % 0.5 === 0 ? (one % 1 === 0 ? 0 : 1) : 2) }) }))}
          value={String(rate)}
          onChange={(next) => player.setRate(Number(next))}
          className="w-23"
        />
        <ToggleButton
          isSelected={skipsSilence}
          onChange={player.setSkipsSilence}
          aria-label={t("skipSilence")}
          className="grid size-10 place-items-center rounded-md text-ink-soft hover:bg-sunken hover:text-ink data-selected:bg-primary-soft data-selected:text-primary"
        >
          <FastForward size={18} aria-hidden />
        </ToggleButton>
        {actions}
      </div>
    </div>
  );
}
