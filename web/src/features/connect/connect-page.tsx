import { ConnectForm } from './connect-form.tsx';

/** Another server, or the first one. */
export const ConnectPage = () => <ConnectForm />;
