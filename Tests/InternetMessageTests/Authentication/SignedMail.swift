/// One mail signed in many ways by dkimpy 1.1.8, with keys made for these tests.
enum SignedMail {
    static let header = [
        "From: Ann Example <ann@customer.example>",
        "To: support@martlet.example",
        "Subject:  The   printer",
        "\tis on   fire ",
        "Date: Wed, 25 Nov 2026 08:00:00 +0000",
        "Message-ID: <1@customer.example>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
    ]
    static let body = ["Dear desk, ", "", "\tthe  printer is on fire.", "..", "", ""]

    static let rsaKey =
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAryo6biA4vFFqiUvYkYs2+2uH1peD+T9JQQIFPPdTfLNnwe"
        + "KOf8PDDxdHbpyWAEVmdxF1845XoRMqwi3XTsFbIJCXQ4d+hnKhvQY/nU4F/Ksv7AsROvUrCfqUX/Z+lOuOMFzB6OSG"
        + "C1FVcjE7Zm5y0FxkDFCRV8gScaGH03wDvo7S/tMe2nVGKFhmGji/bxgqAWJgugabuaIz/Tn1jpfWZhf2gYe9Qzbf2T"
        + "PJVMa8a8AlE+FS2zx39l7Q4rnKmfhw/1EZxtNUPSte0mDJJH7P//DD93sT2MoqmtuJ44OLlcEhBIEe4pUHfKtNOMkV"
        + "ELZqcA3NnM0OSiQmNF/CqNdBnwIDAQAB"

    static let bareRSAKey =
        "MIIBCgKCAQEAryo6biA4vFFqiUvYkYs2+2uH1peD+T9JQQIFPPdTfLNnweKOf8PDDxdHbpyWAEVmdxF1845XoRMqwi"
        + "3XTsFbIJCXQ4d+hnKhvQY/nU4F/Ksv7AsROvUrCfqUX/Z+lOuOMFzB6OSGC1FVcjE7Zm5y0FxkDFCRV8gScaGH03wD"
        + "vo7S/tMe2nVGKFhmGji/bxgqAWJgugabuaIz/Tn1jpfWZhf2gYe9Qzbf2TPJVMa8a8AlE+FS2zx39l7Q4rnKmfhw/1"
        + "EZxtNUPSte0mDJJH7P//DD93sT2MoqmtuJ44OLlcEhBIEe4pUHfKtNOMkVELZqcA3NnM0OSiQmNF/CqNdBnwIDAQAB"

    static let shortKey =
        "MHwwDQYJKoZIhvcNAQEBBQADawAwaAJhALjyYZjbUYZlYkU9k6ekbM/ShIP4w+U9sEHOxSx0lGIhOk9G777Iy5JJj4"
        + "6hMDuKumIbn+EVwaOnZXEIuHGRZkqEtYfaqrZ6icdk+Bnl0L0HWuB5XTfd625zrO1U9ntueQIDAQAB"

    static let ed25519Key =
        "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="

    static let signatures: [String: [String]] = [
        "simpleSimple": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=customer.example;",
            " i=@customer.example; q=dns/txt; s=rsa; t=1795597333; h=from : to :",
            " subject : date : message-id : mime-version : content-type : from;",
            " bh=yI+mUqsUpFtFvQHggbGT98MZcJ0hct/i12k8KPHp+5w=;",
            " b=JYv970wixDbnrE/h9i7Hq3ZblPPybZZ0hNlSgUMYuzTQFag7FDGbBBaVVfHeUPwe/IJhB",
            " gsHAq4ke2jlz3kM5Sz1yqMXP1Kxhkm4nSNC0ptYtrLN2/3YlSlpw7swrJAfwNpXasaAeXzF",
            " c2yqi6qkxLp3uK8plT2GVS5C21zy/BEQ9AxL8U9RH8nmi8urkmDsERxTICSziSUX/E7JCTy",
            " tru1wunvTraO32lArbBsE23vMBwdk0v/5C+E8tX1TQNIS+ozVFkyeJIsROyrqLyQOgKJm+o",
            " HNpyM24WttTdcEBAflQWa7rh3qdEdBDm3VBw1mm/Vhzz5O5A3bNYkR6uPXIg==",
        ],
        "simpleRelaxed": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=simple/relaxed; d=customer.example;",
            " i=@customer.example; q=dns/txt; s=rsa; t=1795597333; h=from : to :",
            " subject : date : message-id : mime-version : content-type : from;",
            " bh=um7eA6bL5fIs0gbTSaDkJ77Q01F4+80kfngGruUcZUY=;",
            " b=p7S1oG4GNeuvPWvYSwf4SX8LqgsLUfPhrJcDu21DJ53ifdRvUbftIsF67IuvmT5MHROg9",
            " LjW9Iinj+vr7SmZColDXe5QBa/UWIh4adn6qIMspK7ATleFyw+SFDU5Zm4cufjpyDmfxlq2",
            " ToqIUjcqlHbBoQ2x+/Gp0OAzZ3ZPkpKDBMQ7pGUJYSNNh3S+nGS85GDMURMBIlK8by3IR6V",
            " yW13/JipPiNeAs8LqoGTEadU/gZyuW8u8UcTLip9MyUHhIlVQbavenaA83Etf3jQwTatIpE",
            " 0JTmNjVPo3bDXAugu4PkoZOOI5MYNEbtEf1Gh2k2IenplPYAVDBGIe59alGw==",
        ],
        "relaxedSimple": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple; d=customer.example;",
            " i=@customer.example; q=dns/txt; s=rsa; t=1795597333; h=from : to :",
            " subject : date : message-id : mime-version : content-type : from;",
            " bh=yI+mUqsUpFtFvQHggbGT98MZcJ0hct/i12k8KPHp+5w=;",
            " b=es9msahXzfIhSFC3xHdaLMcofcTIhFazjXIoSsIZQBMZ/R5t11tMXsE6OajJ+8Njz86Jd",
            " oBpZUOL4MKgoF93EVVc0C/cbrgTDIFxTM2luR0ghmFvJ//RwLWXC8+AH8vrctzIrgTVtoDs",
            " Tv7WpZvqIiq1KeQLmpyxjdJFiuZxnkFOTEDPFQswcmc6KXKGKmJuecpXdNZdnELB8XJWaNk",
            " TAzQJyrvzEg9F6sJQ2HbxcaG58IjJTXdr9BN3xAi7SNti09y9gY718yCUQ5GtdVqze95pEY",
            " m+vDSxLQno9JhrR48hXoAVsikDATIENhmuYL0xmpLKo3j6vPtAKHbBsmYhzA==",
        ],
        "relaxedRelaxed": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example;",
            " i=@customer.example; q=dns/txt; s=rsa; t=1795597333; h=from : to :",
            " subject : date : message-id : mime-version : content-type : from;",
            " bh=um7eA6bL5fIs0gbTSaDkJ77Q01F4+80kfngGruUcZUY=;",
            " b=IFjNmy1UlJd8oaTx+yZYcJlyTtvK3i/9bkfF1FyZfTqeeWiuzIboNFCMeLQN9lozmZbnB",
            " FuP5aSLIjO+QpVVZlTZwxcdAIUn90k5BeaEwx/FMd+LdT9DrfuSRHtfPrjPOyCPRkcOfwNP",
            " 4MfupkpG+xpDEqpH4ppLH7jlXQD+Xe0OGuJhd6HZ6G2rgKl54VbO+Isiei1U5RfKu+CDjx9",
            " L55oRL8t3nzzYzZEc0PAtPGKf0FgWwNlab6X9ayiwptYGLjEXYqsdoIMyKmr5wFlyylCIJR",
            " dDMv6I0fNvTEG/AdV3bMh11fVodn4DoqXLSBC9bogIhwf1AfRkUzRM5vkpZA==",
        ],
        "ed25519": [
            "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;",
            " d=customer.example; i=@customer.example; q=dns/txt; s=ed;",
            " t=1795597333; h=from : to : subject : date : message-id : mime-version",
            " : content-type : from;",
            " bh=um7eA6bL5fIs0gbTSaDkJ77Q01F4+80kfngGruUcZUY=;",
            " b=mbL6V+uqIaKEQsI7pjNKt+WHjwKV/Wwwj0Ndb3ecNweg+a0QeaHfog/9RJESCk2LebSFh",
            " WCI6JGoBZRiGthWBw==",
        ],
        "weakKey": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example;",
            " i=@customer.example; q=dns/txt; s=rsa; t=1795597333; h=from : to :",
            " subject : date : message-id : mime-version : content-type : from;",
            " bh=um7eA6bL5fIs0gbTSaDkJ77Q01F4+80kfngGruUcZUY=;",
            " b=asd+4cJIdWgwYs5Ud0inQKJaZ+8UvqWGtcF58aR3fLEChwSe1nX/OTNLN5EUzZW5ckZSM",
            " qdYy2pG4VzBcsGR/Qv1Ot8wemEPY1ldapmeU8Ox0lUWStbW9N3xzNWPn7rC",
        ],
        "partialBody": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example;",
            " i=@customer.example; l=44; q=dns/txt; s=rsa; t=1795597333; h=from : to",
            " : subject : date : message-id : mime-version : content-type : from;",
            " bh=um7eA6bL5fIs0gbTSaDkJ77Q01F4+80kfngGruUcZUY=;",
            " b=qC4o2ZMOXaz/9PsHkcHrbA3h49nH4H2HPiMvQubHWTtUmcVXcTh15zaaMoAXsTdxfnLKU",
            " ZKj6KswEXm2GbAzU9gk49dCsa/WAEinhiBPLE96u53zxpp51iNGpVcbbbUV+y1FeC0ilero",
            " KLUjgcwQBobs4uDxzTXZbuKLmSEErOZDUks4JjPvIefKtVnaFULFLOdMd8eaklE6AEgTKtQ",
            " 3JLTeP7A7mjt0QxTdmJBjQGQJ9QJPMp3yvR/K9B7lCxrIA0MenKc3YN0oQWV6d4lKU2Bh6O",
            " z4rCldpi2K2U+ovlWiF7OzArDMBlrF7rT8cwpobz4VkXHtCRQ+r3HHEjcWDw==",
        ],
        "subdomain": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;",
            " d=mail.customer.example; i=@mail.customer.example; q=dns/txt; s=rsa;",
            " t=1795597333; h=from : to : subject : date : message-id : mime-version",
            " : content-type : from;",
            " bh=um7eA6bL5fIs0gbTSaDkJ77Q01F4+80kfngGruUcZUY=;",
            " b=b+0kfoA3nqUet5uDJYzU0NzmL47H36zueW6JsB2fwvuSYdFAJ6dNYKH5NvliBizl8HjCb",
            " dO3Fxh5W/YSaPSXpyyXRW71SJ5fV3tsWcw/h9uaeST8EZaBVto0/RcsJ0gluG7YlZ8eq/iu",
            " 3mJ29JzsSp4MYeieVxDvxeWuk2Mo719Vx/vV6ky5ghMS7HRvbe16x/RWjDxzFCcaCOwgYB7",
            " fFlpxh9qcPntcBIOfzF3pu06LuuumLImbZPwXR2tQbkLrJA2xcoaRU4YYRNbiapIjYQ6e1Z",
            " I5DizDBzyCTe6yb6hXfYSOYsW+bLsCfbjn9YaNfy5ov7PF7RGH1Mi2U5eEQA==",
        ],
        "stranger": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=other.example;",
            " i=@other.example; q=dns/txt; s=rsa; t=1795597333; h=from : to :",
            " subject : date : message-id : mime-version : content-type : from;",
            " bh=um7eA6bL5fIs0gbTSaDkJ77Q01F4+80kfngGruUcZUY=;",
            " b=PZDW71C3eAASRHPZ4yjmkn/7YgKY8s1I45HhLH51iJP6jrR22Y1NdV7n1hjjd4jKjbnU3",
            " s94sFILSyHELyepEnaH9dGTglpVQr6saM079aOBxgLKqAqbthN65Z8L9QQzRg+bEyL2U12c",
            " HcvKwL9HSViKUhykt6FRMw4ylfG2Zq3hERI62lR8pXggSNHXnpFYQrN9EPNbmPFTzEtShG7",
            " Bgqr9JzJXma18yuPsLdAYGdwY61gXE3+xHRPVz06BvqEIXrzK4nYeD6fOBIO4bo/C+umJ4f",
            " xTHQSnKBYN82jb6hLzaahIE6eHT5Z+5bKWk0gF3o3dtoGVinx+fTq/Rx2ptg==",
        ],
        "withoutSubject": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example;",
            " i=@customer.example; q=dns/txt; s=rsa; t=1795597333; h=from : date;",
            " bh=um7eA6bL5fIs0gbTSaDkJ77Q01F4+80kfngGruUcZUY=;",
            " b=LuXUMcJMaas2kaOnDEw5U5BHYPyEJ/jV59U2g4aQXvVpfL1YBI10yqbtUTyGF1Z+0YYO/",
            " CqlOR0WKeiUl1reCB2mNXpDl9sfqkruBOyKy0HTPRW5cRGbNjRTCAu+ory9fhcp8Cp2k74s",
            " vQIaqMGG+5YEXrfER7genbpfcGiKX/KuMnqtc0uQTJ09T31hFkVn8/XHOIjSuZLIF/T2Hq2",
            " f/3s2iBJA4mkj8cEuwU+OsaYWK72ZonC4kKF6j1YDcu7wF5azydndeSRwj7/LekJeSF2tXD",
            " o+Ex6COx6PjHiSYn+es4zuBivPPLO5ooQfojPdPyCCzx4qhbGMYzZcu+VtVg==",
        ],
        "oversigned": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example;",
            " i=@customer.example; q=dns/txt; s=rsa; t=1795597333; h=from : from :",
            " subject : subject : date;",
            " bh=um7eA6bL5fIs0gbTSaDkJ77Q01F4+80kfngGruUcZUY=;",
            " b=Sa57EQrewdG2ui7XOw3T6AbGOAI1esw/PGL7pMHXiAONsZ7c3sVRMZ7lqZjz6jdFdSWrY",
            " fiTMvvxCAkdh1Rxi8LAlnWADrAYx2zS74cznmOFFupZyZOL3FCbglmaWKpMWgQf1oWBWUVS",
            " wzof6rhnHOIdf4h1DpwV10OjKWY9k1z4uYkpjVNK0JTTtQOamN6BMovwBkVVP3icHaQY1+u",
            " WJ96smIv9E4oZJjkXKK6Nyx93tOeLj2uyPscdsXD6j7kjzAsYyMTCRnoiIPHxq9rade7osw",
            " crZf+rg595TOOUGbTM0MG4OS0TnZE3Q+ZppKaY6PNNl6A2MqtXT7OMJkxWqg==",
        ],
        "expiring": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example;",
            " i=@customer.example; q=dns/txt; s=rsa; t=1795597333; h=from : to :",
            " subject : date : message-id : mime-version : content-type : from;",
            " x=1800000000; bh=um7eA6bL5fIs0gbTSaDkJ77Q01F4+80kfngGruUcZUY=;",
            " b=mHadNHxrwoCyyKdLgHNUD0NhVq3AM6ekOPLchGe/3k6UKRyN5/HWL/alaJbV7lqppDwpy",
            " 2ZVbKJmtfXonDTTspxyVNOJdSF2vq7GBH7cq0g0gGeSDQ8+FXgIHVrxfIDaf+B56Nilu2xt",
            " Vp+g4HQWADYuw8zNxgRAiTMbGHhVGThrf+61l+kjz42vLUUtBJA6MaG5QCTrBq7p+Pt6Z8s",
            " l14Xiq31OI+rr/VxniJ7VnCo6kVs6K1R3xk18Aw31dZ0KdVdVmqXlb21Ry+pjNur9hy5ENL",
            " oNJloyqzYJlBEKtiKURtbtVSax6TMi1zLgsjIxtkQZKNJDL/Un8CIdzNzr0A==",
        ],
        "agentBelow": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example;",
            " i=ann@sub.customer.example; q=dns/txt; s=rsa; t=1795597333; h=from :",
            " to : subject : date : message-id : mime-version : content-type : from;",
            " bh=um7eA6bL5fIs0gbTSaDkJ77Q01F4+80kfngGruUcZUY=;",
            " b=bNjw6LCGJ0GEAqyqLKYa0Czx2unNwIRw/zL73ey4KO6oZxXxbtt1JQ7odKVhHEOmfZij7",
            " PDBQn1gkWr3iRQGK0nuVOZuyYBdKWt5COhCl/WoPJ+EswIJW4QQB4lfSOx7MgHQ9us9mplj",
            " 8M+4mMRqS12/YLBIPrhwxoMw4QvxvTeAcBKVtbcNkneu+q66/ZI+hTC4H2NAxhk9xDoBm+M",
            " MVVeEZt45si7hzKuqzqWiNOnsSFzlvkoG31MSQ3JlB00YLf1f1X7DkmQbXftUfXHavTZmGF",
            " l4m9WbwwZwP2GhToQ8dgCfuO8t5v0mN+Bn3gIBhVvBAG6I1fwY4bZwCStY4Q==",
        ],
        "emptySimple": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=customer.example;",
            " i=@customer.example; q=dns/txt; s=rsa; t=1795597333; h=from : to :",
            " subject : date : message-id : mime-version : content-type : from;",
            " bh=frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=;",
            " b=ZMCS4EVZBJ0T0Ab3FC7wKDtwtt4+Gj1OaQIThdmX2dFuANnRJYyCFhrlQRhV0wdX+k1AO",
            " iral0B6gzj6aWPx789KP4gFCiXYxAVj983HgjzYCCcq37nLLBbytD96GQd+/yVZcgsc4WEO",
            " qCSTWzEDI+b0o/39TeivX7Grkf3N1Xt4wnvJ4+q1q9c16Wj8rg7dgLrvu7yQHoTvCX/xbs+",
            " RxZgUPNB+zK8Vv5KPOSJKEXBj9YkEQjeUwdrSbrysYQ9fNflQPwAO7RI+ICOTN03wggKNsj",
            " RwIH6lX345m5s+XsqLva3TI5Wkmfb8gONWgv7j1AAxmrbcA6Xdri3ChKKGew==",
        ],
        "emptyRelaxed": [
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example;",
            " i=@customer.example; q=dns/txt; s=rsa; t=1795597333; h=from : to :",
            " subject : date : message-id : mime-version : content-type : from;",
            " bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;",
            " b=FhLnRbgM8RM7kFdkGWHLcHLKVUwuIu/hxxPg4TA9T+9QXLD/MZPw74NkQ2s5FuRPSJL2s",
            " L1OhakqbRUUICf2/ZRqrc2Ld7MCEw8sbMd4doy8O781uN5NsOE3nqejpr8QD9WAK8dC7ALJ",
            " o+xff8DG4AHQBOfCQ1ER3VMZPFT3+nW3UmOoj4zthWlC0YPyxonIUvvL0saWbY7Tuz5lC1c",
            " kPS68qExCS4Cg5REG8880kkIWKaeCvSk7LML7BL9UwV8LWcVuudr42uMUCbg/8QJpEFy6Z3",
            " 0ruIyxkIyUK3DR4cxmeLHHSFo3RrT8T+e5t1SdxRb4jn35Rj9MFLXTL54mdw==",
        ],
    ]
}
