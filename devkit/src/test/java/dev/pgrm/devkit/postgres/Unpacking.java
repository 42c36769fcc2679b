package dev.pgrm.devkit.postgres;

/** The main program of a JVM that unpacks PostgreSQL and runs what it unpacked; its exit code is that of the program. */
final class Unpacking {
    private Unpacking() {}

    public static void main(String[] arguments) throws Exception {
        var program = PostgresBinaries.of(PostgresVersion.V14).program("postgres");
        var version = new ProcessBuilder(program, "--version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().exit(version.waitFor());
    }
}
