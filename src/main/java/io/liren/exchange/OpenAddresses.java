package io.liren.exchange;

import io.liren.wording.Label;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets only addresses be told that anyone could reach: HTTPS, no machine of the own network. Otherwise somebody could have
 * this program ask what only it can reach. The machines that were looked at are the ones to be connected to: were the name
 * asked again, it might by then stand for another.
 */
public final class OpenAddresses implements Webhooks.Addresses {
    private final boolean own;
    private final Names names;

    /** Which machines a name stands for. */
    @FunctionalInterface
    interface Names {
        List<InetAddress> of(String host) throws UnknownHostException;
    }

    /** @param own whether machines of the own network, and plain HTTP, are let through, as the operator has set it */
    public OpenAddresses(boolean own) {
        this(own, host -> List.of(InetAddress.getAllByName(host)));
    }

    OpenAddresses(boolean own, Names names) {
        this.own = own;
        this.names = names;
    }

    @Override
    public Webhooks.Reach reach(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            return closed("网址写得不对", "This is no address");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null || !(scheme.equals("https") || own && scheme.equals("http"))) {
            return closed("网址要以 https:// 开头,不带用户名", "The address begins with https:// and holds no user name");
        }
        try {
            List<InetAddress> machines = names.of(host);
            return !own && machines.stream().anyMatch(OpenAddresses::isOwn)
                    ? closed("不能推送到本机或内网地址", "Machines of the own network can't be told")
                    : new Webhooks.Reach.Open(uri, machines);
        } catch (UnknownHostException e) {
            return closed("找不到这台主机:" + host, "There is no such host: " + host);
        }
    }

    /** What is wrong with an address; empty if it may be told. */
    public Optional<Label> wrong(String address) {
        return switch (reach(address)) {
            case Webhooks.Reach.Open open -> Optional.empty();
            case Webhooks.Reach.Closed(Label why) -> Optional.of(why);
        };
    }

    private static Webhooks.Reach closed(String zh, String en) {
        return new Webhooks.Reach.Closed(new Label(zh, en));
    }

    private static boolean isOwn(InetAddress machine) {
        byte[] bytes = machine.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean six = bytes.length > 4;
        return machine.isLoopbackAddress()
                || machine.isAnyLocalAddress()
                || machine.isLinkLocalAddress()
                || machine.isSiteLocalAddress()
                || machine.isMulticastAddress()
                // Unique local addresses, and addresses that only stand for IPv4 ones.
                || six && ((first & 0xfe) == 0xfc || first == 0 || first == 0x20 && second == 0x02)
                || six && first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0
                // This network, shared by carriers, for tests, reserved.
                || !six
                        && (first == 0
                                || first == 100 && (second & 0xc0) == 64
                                || first == 198 && (second & 0xfe) == 18
                                || first >= 240)
                || isThisMachine(machine);
    }

    /** This machine may have an address that anyone could reach, too. */
    private static boolean isThisMachine(InetAddress machine) {
        try {
            return NetworkInterface.getByInetAddress(machine) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}
