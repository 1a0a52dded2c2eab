import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Asks veraPDF whether files conform to the given flavours.
 *
 * <p>{@code VeraPdf --flavour 3a --flavour ua1 FILE…} prints one line a file and flavour, {@code pass} or {@code
 * fail}, and under a failure one line for each broken rule. Exit code 0: all conform, 1: something does not, 2: wrong
 * arguments.
 */
public final class VeraPdf {
    /** Failures whose place is kept, for each rule; all of them are counted. */
    private static final int PLACES_KEPT = 10_000;

    private static final int CONTEXT_SHOWN = 300;

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] args) {
        List<PDFAFlavour> flavours = new ArrayList<>();
        List<File> files = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].equals("--flavour")) {
                files.add(new File(args[i]));
            } else if (++i < args.length) {
                flavours.add(flavour(args[i]));
            }
        }
        if (flavours.isEmpty() || files.isEmpty()) {
            usage("needs at least one --flavour and one file");
        }

        // The library logs what it also reports as a failed rule.
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = true;
        for (File file : files) {
            for (PDFAFlavour flavour : flavours) {
                good &= conforms(file, flavour);
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static PDFAFlavour flavour(String id) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            usage("unknown flavour " + id + "; known: " + PDFAFlavour.getFlavourIds());
        }
        return flavour;
    }

    private static void usage(String problem) {
        System.err.println("VeraPdf: " + problem);
        System.exit(2);
    }

    private static boolean conforms(File file, PDFAFlavour flavour) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, PLACES_KEPT, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            // A file that breaks no rule because nothing of it could be checked does not conform.
            boolean good = result.isCompliant() && result.getTotalAssertions() > 0;
            verdict(good, flavour, file, result.getTotalAssertions() + " checks");
            if (!good) {
                explain(result);
            }
            return good;
        } catch (Exception | StackOverflowError error) {
            // Not readable as a PDF at all: also an answer.
            verdict(false, flavour, file, "not readable: " + oneLine(String.valueOf(error.getMessage())));
            return false;
        }
    }

    private static void verdict(boolean good, PDFAFlavour flavour, File file, String detail) {
        OUT.printf("%s verapdf-%s %s: %s%n", good ? "pass" : "fail", flavour.getId(), file.getName(), detail);
    }

    private static void explain(ValidationResult result) {
        result.getFailedChecks().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(RuleId::getClause).thenComparing(RuleId::getTestNumber)))
                .forEach(broken -> explain(result, broken.getKey(), broken.getValue()));
    }

    private static void explain(ValidationResult result, RuleId rule, int failures) {
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED && assertion.getRuleId().equals(rule)) {
                OUT.printf(
                        "    clause %s test %d, %d×: %s%n      first: %s%n      at: %s%n",
                        rule.getClause(),
                        rule.getTestNumber(),
                        failures,
                        oneLine(assertion.getMessage()),
                        oneLine(String.valueOf(assertion.getErrorMessage())),
                        oneLine(assertion.getLocation().getContext()));
                return;
            }
        }
        OUT.printf("    clause %s test %d, %d×%n", rule.getClause(), rule.getTestNumber(), failures);
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").trim();
        return line.length() <= CONTEXT_SHOWN ? line : line.substring(0, CONTEXT_SHOWN) + "…";
    }
}
