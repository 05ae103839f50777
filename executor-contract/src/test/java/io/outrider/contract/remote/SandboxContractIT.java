package io.outrider.contract.remote;

import io.outrider.contract.Executor;
import io.outrider.contract.ExecutorContract;
import io.outrider.contract.RestartCases;
import io.outrider.stack.infrastructure.Endpoints;
import java.nio.file.Path;

/** Tasks in namespaces. */
class SandboxContractIT extends ExecutorContract implements RestartCases {

    @Override
    protected Executor start(Endpoints endpoints, Path folder) throws Exception {
        RemoteExecutor executor = new RemoteExecutor(endpoints, folder, "{sandbox: true, docker: false}", true);
        executor.start();
        return executor;
    }
}
