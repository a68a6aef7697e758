import { TablesPage } from './tables-page.tsx';

export const HandoffStepsPage = () => <TablesPage name="handoffSteps" />;
export const FirstResponsePage = () => <TablesPage name="firstResponse" />;
export const ResolutionTimePage = () => <TablesPage name="resolutionTime" />;
export const AgentsWorkPage = () => <TablesPage name="agentsWork" />;
export const MessageVolumePage = () => <TablesPage name="messageVolume" />;
export const DeliveryHealthPage = () => <TablesPage name="deliveryHealth" />;
export const SurveyPathsPage = () => <TablesPage name="surveyPaths" />;
export const CallbacksPage = () => <TablesPage name="callbacks" />;
export const HoldoutPage = () => <TablesPage name="holdout" />;
