namespace ChatOps.LogWorld.Trail;

/// <summary>Writes an event as CloudTrail does: one object of a JSON array, no white space.</summary>
internal static class TrailEventWriter
{
    private static ReadOnlySpan<byte> AccountText => "111122223333"u8;

    public static void Write(Utf8Page page, in TrailEvent one)
    {
        page.Add("{\"eventVersion\":\"1.09\",\"userIdentity\":{"u8);
        if (one.Role is { } role) Role(page, one, role);
        else if (one.User is { } user) User(page, user);
        else Join(page, "\"type\":\"AWSService\",\"invokedBy\":\""u8, one.Service!, "\""u8);
        page.Add("},\"eventTime\":\""u8);
        page.AddTime(one.Time);
        Join(page, "\",\"eventSource\":\""u8, one.Call.Source, "\",\"eventName\":\""u8);
        page.Add(one.Call.Name);
        Join(page, "\",\"awsRegion\":\""u8, one.Region, "\",\"sourceIPAddress\":\""u8);
        Join(page, [], one.Address, "\",\"userAgent\":\""u8);
        Join(page, [], one.UserAgent, "\","u8);
        if (one.Error is { } error) Error(page, one, error);
        Parameters(page, one);
        Ids(page, one);
    }

    private static void Role(Utf8Page page, in TrailEvent one, TrailRole role)
    {
        var session = role.Sessions[(int)(one.High & 3)];
        Join(page, "\"type\":\"AssumedRole\",\"principalId\":\""u8, role.PrincipalId, ":"u8);
        Join(page, [], session, "\",\"arn\":\"arn:aws:sts::111122223333:assumed-role/"u8);
        Join(page, [], role.Name, "/"u8);
        Join(page, [], session, "\",\"accountId\":\"111122223333\",\"accessKeyId\":\"ASIA"u8);
        Key(page, (ulong)role.Number * 31 + (ulong)(one.Time / 21600));
        Join(page, "\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\""u8, role.PrincipalId, "\",\"arn\":\""u8);
        Join(page, [], role.Arn, "\",\"accountId\":\"111122223333\",\"userName\":\""u8);
        Join(page, [], role.Name, "\"},\"webIdFederationData\":{},\"attributes\":{\"creationDate\":\""u8);
        page.AddTime((one.Time - 3600) / 3600 * 3600);
        page.Add("\",\"mfaAuthenticated\":\"false\"},\"ec2RoleDelivery\":\"2.0\"}"u8);
    }

    /// <summary>Keys of a session change every six hours.</summary>
    private static void Key(Utf8Page page, ulong number)
    {
        var bits = Dice.Mix(number);
        var room = page.Room(16);
        for (var i = 0; i < 16; i++, bits >>= 4) room[i] = "0123456789ABCDEF"u8[(int)(bits & 15)];
        page.Skip(16);
    }

    private static void User(Utf8Page page, TrailUser user)
    {
        Join(page, "\"type\":\"IAMUser\",\"principalId\":\""u8, user.PrincipalId, "\",\"arn\":\"arn:aws:iam::111122223333:user/"u8);
        Join(page, [], user.Name, "\",\"accountId\":\"111122223333\",\"accessKeyId\":\""u8);
        Join(page, [], user.AccessKey, "\",\"userName\":\""u8);
        Join(page, [], user.Name, "\""u8);
    }

    private static void Error(Utf8Page page, in TrailEvent one, string error)
    {
        Join(page, "\"errorCode\":\""u8, error, "\",\"errorMessage\":\"User: arn:aws:sts::111122223333:assumed-role is not authorized to perform: "u8);
        Join(page, [], one.Call.Service, ":"u8);
        Join(page, [], one.Call.Name, " on resource: arn:aws:"u8);
        Join(page, [], one.Call.Service, ":"u8);
        Join(page, [], one.Region, ":111122223333:*\","u8);
    }

    private static void Parameters(Utf8Page page, in TrailEvent one)
    {
        page.Add("\"requestParameters\":{"u8);
        if (one.Call.Service == "sts")
        {
            page.Add("\"roleArn\":\"arn:aws:iam::111122223333:role/shared-"u8);
            page.Add((long)(one.High >> 2 & 31));
            page.Add("-delivery-role\",\"roleSessionName\":\""u8);
            page.AddHex(one.Request, 16);
            page.Add("\",\"durationSeconds\":3600}"u8);
        }
        else
        {
            page.Add("\"maxResults\":"u8);
            page.Add((long)(one.Request & 127));
            Join(page, ",\"filterSet\":{\"items\":[{\"name\":\""u8, one.Call.Service, "-id\",\"valueSet\":{\"items\":[{\"value\":\""u8);
            page.AddHex(one.High, 16);
            page.Add("a\"}]}}]}}"u8);
        }

        if (one.Call.ReadOnly)
        {
            page.Add(",\"responseElements\":null"u8);
            return;
        }

        page.Add(",\"responseElements\":{\"requestId\":\""u8);
        page.AddHex(one.Request, 16);
        page.Add("\",\"_return\":true}"u8);
    }

    private static void Ids(Utf8Page page, in TrailEvent one)
    {
        page.Add(",\"requestID\":\""u8);
        Id(page, one.Request, one.High);
        page.Add("\",\"eventID\":\""u8);
        Id(page, one.High, one.Low);
        page.Add("\",\"readOnly\":"u8);
        page.Add(one.Call.ReadOnly ? "true"u8 : "false"u8);
        page.Add(",\"eventType\":\"AwsApiCall\",\"managementEvent\":true,\"recipientAccountId\":\""u8);
        page.Add(AccountText);
        page.Add("\",\"eventCategory\":\"Management\",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\",\"clientProvidedHostHeader\":\""u8);
        Join(page, [], one.Call.Service, "."u8);
        Join(page, [], one.Region, ".amazonaws.com\"}}"u8);
    }

    private static void Id(Utf8Page page, ulong high, ulong low)
    {
        page.AddHex(high >> 32, 8);
        page.Add((byte)'-');
        page.AddHex(high >> 16, 4);
        page.Add((byte)'-');
        page.AddHex(high, 4);
        page.Add((byte)'-');
        page.AddHex(low >> 48, 4);
        page.Add((byte)'-');
        page.AddHex(low, 12);
    }

    private static void Join(Utf8Page page, ReadOnlySpan<byte> before, string value, ReadOnlySpan<byte> after)
    {
        page.Add(before);
        page.Add(value);
        page.Add(after);
    }
}
