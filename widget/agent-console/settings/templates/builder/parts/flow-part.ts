/** A button that opens a Flow: which one, and how it begins. */
import { html, nothing } from 'lit';
import type { TemplateButton } from '../../../../../../worker/whatsapp/templates/definition.ts';
import type { Flow } from '../../../../../../worker/whatsapp/templates/flows.ts';
import { builderWords as words } from '../../../../../locales/template-builder.ts';
import { renderSelect } from '../../../../ui/controls/field.ts';
import { type Builder, errorAt, type NewField } from '../builder.ts';

interface FlowOptions {
  button: TemplateButton;
  /** `buttons.0`. */
  at: string;
  field: NewField;
  change(button: TemplateButton): void;
}

export function renderFlow(builder: Builder, { button, at, field, change }: FlowOptions) {
  const action = button.flow_action === 'data_exchange' ? 'data_exchange' : 'navigate';
  const { flows } = builder;
  return html`${
    flows && flows.length > 0
      ? renderSelect({
          ...{ name: `${at}.flow_id`, label: words.flow, value: button.flow_id ?? '' },
          options: flowOptions(flows, button.flow_id ?? ''),
          problem: errorAt(builder, `${at}.flow_id`),
          change: (flow_id) => change({ ...button, flow_id }),
        })
      : field('flow_id', words.flowId, button.flow_id ?? '', (flow_id) => ({ ...button, flow_id }), {
          dir: 'ltr',
        })
  }
    ${renderSelect({
      ...{ name: `${at}.flow_action`, label: words.flowStart, value: action },
      options: [
        ['navigate', words.flowScreen],
        ['data_exchange', words.flowData],
      ],
      change: (flow_action) => change({ ...button, flow_action }),
    })}
    ${
      action === 'navigate'
        ? field(
            'navigate_screen',
            words.flowFirst,
            button.navigate_screen ?? '',
            (screen) => {
              const { navigate_screen: _, ...rest } = button;
              return screen === '' ? rest : { ...rest, navigate_screen: screen };
            },
            { dir: 'ltr', hint: words.optional },
          )
        : nothing
    }`;
}

/** Published ones first. One that the account no longer lists stays chosen, by its id. */
function flowOptions(flows: readonly Flow[], chosen: string): (readonly [string, string])[] {
  const isPublished = ({ status }: Flow) => status === 'PUBLISHED';
  const sorted = flows.toSorted(
    (a, b) => Number(isPublished(b)) - Number(isPublished(a)) || a.name.localeCompare(b.name),
  );
  const isListed = flows.some(({ id }) => id === chosen);
  return [
    ...(chosen === '' ? [['', words.chooseFlow] as const] : isListed ? [] : [[chosen, chosen] as const]),
    ...sorted.map(
      (flow) => [flow.id, isPublished(flow) ? flow.name : words.unpublishedFlow(flow.name)] as const,
    ),
  ];
}
