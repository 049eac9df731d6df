import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from './root.tsx';

export const sections = ['account', 'storage', 'appearance'] as const;
const section = z.enum(sections).catch('account');

export const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/$section',
  params: { parse: (params) => ({ section: section.parse(params.section) }) },
  component: SettingsScreen,
});

function SettingsScreen() {
  const { section } = settingsRoute.useParams();
  return <p>{section}</p>;
}
