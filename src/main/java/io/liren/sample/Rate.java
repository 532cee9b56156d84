package io.liren.sample;

/**
 * How often checked entries differ (差错率), with its interval: with few entries checked it says little, and tells so.
 *
 * @param checked how many were checked
 * @param differing how many of them differ
 */
public record Rate(long checked, long differing) {
    /** The normal distribution's value for a confidence of 95 %. */
    private static final double Z = 1.959964;

    public Rate {
        if (differing < 0 || differing > checked) {
            throw new IllegalArgumentException(differing + " of " + checked);
        }
    }

    /** The part that differs, from 0 to 1; 0 if none was checked. */
    public double part() {
        return checked == 0 ? 0 : (double) differing / checked;
    }

    /** The lower end of Wilson's interval at 95 %, from 0 to 1; 0 if none was checked. */
    public double least() {
        return checked == 0 ? 0 : Math.max(0, middle() - half());
    }

    /** The upper end of Wilson's interval at 95 %, from 0 to 1; 1 if none was checked. */
    public double most() {
        return checked == 0 ? 1 : Math.min(1, middle() + half());
    }

    private double middle() {
        return (part() + Z * Z / (2 * checked)) / (1 + Z * Z / checked);
    }

    private double half() {
        double n = checked;
        return Z / (1 + Z * Z / n) * Math.sqrt(part() * (1 - part()) / n + Z * Z / (4 * n * n));
    }
}
