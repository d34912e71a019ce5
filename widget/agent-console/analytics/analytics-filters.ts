/** What is counted: the period, and of whom. */
import { html, nothing } from 'lit';
import type { Report } from '../../../worker/api/analytics/analytics.ts';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { Team } from '../../../worker/api/people/teams.ts';
import { analyticsWords as words } from '../../locales/analytics.ts';
import { renderField, renderSelect, renderSwitch } from '../ui/controls/field.ts';
import { type Dates, daysIn, maxListedDays, type PeriodName, periodNames } from './period.ts';

export interface Filters {
  period: PeriodName;
  own: Dates;
  isCompared: boolean;
  /** Empty: all of them. */
  agent: string;
  label: string;
  team: string;
  source: string;
}

interface FilterOptions {
  filters: Filters;
  dates: Dates;
  today: string;
  /** Those that can be chosen, by id. */
  agents: ReadonlyMap<string, string>;
  labels: readonly Label[];
  teams: readonly Team[];
  pages: readonly string[];
  change(change: Partial<Filters>): void;
}

export function renderFilters({
  filters,
  dates,
  today,
  agents,
  labels,
  teams,
  pages,
  change,
}: FilterOptions) {
  const isTooLong = daysIn(dates) > maxListedDays;
  const hint = isTooLong ? { hint: words.upTo31 } : {};
  return html`<form
    class="filters"
    role="search"
    aria-label=${words.filters}
    @submit=${(event: Event) => event.preventDefault()}
  >
    ${renderSelect<PeriodName>({
      ...{ name: 'period', label: words.period, value: filters.period },
      options: periodNames.map((name) => [name, words.periods[name]] as const),
      change: (period) => change({ period, own: dates }),
    })}
    ${
      filters.period === 'own'
        ? html`${renderDate('from', words.from, filters.own.from, today, (from) => change({ own: { ...filters.own, from } }))}
          ${renderDate('to', words.to, filters.own.to, today, (to) => change({ own: { ...filters.own, to } }))}`
        : nothing
    }
    ${
      agents.size > 1 || filters.agent !== ''
        ? renderSelect({
            ...{ name: 'agent', label: words.agent, value: filters.agent },
            options: [['', words.allAgents], ...agents],
            change: (agent) => change({ agent }),
          })
        : nothing
    }
    ${
      teams.length > 0
        ? renderSelect({
            ...{ name: 'team', label: words.team, value: filters.team, isDisabled: isTooLong, ...hint },
            options: [['', words.allTeams], ...teams.map(({ id, name }) => [id, name] as const)],
            change: (team) => change({ team }),
          })
        : nothing
    }
    ${
      labels.length > 0
        ? renderSelect({
            ...{ name: 'label', label: words.label, value: filters.label, isDisabled: isTooLong, ...hint },
            options: [['', words.allLabels], ...labels.map(({ id, name }) => [id, name] as const)],
            change: (label) => change({ label }),
          })
        : nothing
    }
    ${
      pages.length > 0 || filters.source !== ''
        ? renderSelect({
            ...{ name: 'source', label: words.page, value: filters.source, isDisabled: isTooLong, ...hint },
            options: [['', words.allPages], ...pages.map((page) => [page, page] as const)],
            change: (source) => change({ source }),
          })
        : nothing
    }
    ${renderSwitch({
      ...{ name: 'compare', label: words.compare, isOn: filters.isCompared },
      change: (isCompared) => change({ isCompared }),
    })}
  </form>`;
}

const renderDate = (
  name: string,
  label: string,
  value: string,
  most: string,
  commit: (value: string) => void,
) =>
  renderField({
    ...{ name, label, value, most, type: 'date', dir: 'ltr' },
    commit: (date) => {
      if (date !== '') commit(date);
    },
  });

/** Where customers came from, without the campaigns. */
export const pagesIn = ({ sources }: Report): string[] => [...new Set(sources.map(({ page }) => page))];
