/** Run from source by Maven at the start of the quickstart's build. */
class Announce {
    public static void main(String[] arguments) {
        System.out.println("Building the Monitor SDK. The first run downloads about 110 MB, which can take two minutes.");
    }
}
