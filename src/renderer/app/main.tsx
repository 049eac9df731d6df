import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { keepDropsOut } from './keep-drops-out.ts';
import { StartFailed } from './start-failed.tsx';
import { createStudio } from './studio.ts';

async function start(element: Element): Promise<void> {
  const root = createRoot(element);
  try {
    const studio = await createStudio();
    root.render(
      <StrictMode>
        <App studio={studio} />
      </StrictMode>,
    );
  } catch (error) {
    root.render(<StartFailed error={error} />);
  }
}

const element = document.querySelector('#root');
if (!element) throw new Error('index.html has no #root');
keepDropsOut(window);
await start(element);
