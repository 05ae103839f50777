package io.outrider.contract.remote;

import io.outrider.contract.Executor;
import io.outrider.contract.ExecutorContract;
import io.outrider.stack.infrastructure.Endpoints;
import java.nio.file.Path;

/** Tasks as plain processes in private folders; how the agent takes them up again is the same as in the sandbox. */
class ProcessContractIT extends ExecutorContract {

    @Override
    protected Executor start(Endpoints endpoints, Path folder) throws Exception {
        RemoteExecutor executor = new RemoteExecutor(
                endpoints, folder, "{sandbox: false, docker: false, allowPlainProcess: true}", false);
        executor.start();
        return executor;
    }
}
