package dev.costinsights.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command needs to know of the server and its place. */
final class LaboratoryOptions {

    @Option(
            names = "--server",
            paramLabel = "JAR",
            defaultValue = "modules/launcher/target/cost-insights.jar",
            description = "The packaged server (default: ${DEFAULT-VALUE}).")
    private Path serverJar = Path.of("");

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            defaultValue = "-Xmx256m",
            description = "An option of the server's JVM; may be repeated (default: ${DEFAULT-VALUE}).")
    private List<String> jvmOptions = List.of();

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Where the databases live; kept and used again. Without it a temporary directory.")
    private @Nullable Path workDirectory;

    Path serverJar() {
        return serverJar;
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }

    @Nullable
    Path workDirectory() {
        return workDirectory;
    }
}
